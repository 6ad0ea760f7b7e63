"""A switch and a light such as an appliance has at its case, made by the kernel's uinput: what it sees is a real input device with a
switch (EV_SW), and a light of its LED class, which the module input-leds makes of the device's EV_LED.
"""

import fcntl
import glob
import os
import struct
import subprocess
import time

NAME = b"edgemonitor-panel"
EV_SYN, EV_SW, EV_LED = 0, 5, 0x11
SW_CAMERA_LENS_COVER, LED_CAPSL = 9, 1
UI_SET_EVBIT, UI_SET_LEDBIT, UI_SET_SWBIT, UI_DEV_CREATE = 0x40045564, 0x40045569, 0x4004556D, 0x5501


class Panel:
    """Open it with ``with``; at the end the device is gone, as if it were unplugged."""

    def __enter__(self):
        for module in ("uinput", "evdev", "input-leds"):
            subprocess.run(["modprobe", module], check=True)
        self.file = os.open("/dev/uinput", os.O_RDWR)
        for request, value in ((UI_SET_EVBIT, EV_SW), (UI_SET_SWBIT, SW_CAMERA_LENS_COVER), (UI_SET_EVBIT, EV_LED), (UI_SET_LEDBIT, LED_CAPSL)):
            fcntl.ioctl(self.file, request, value)
        # struct uinput_user_dev of linux/uinput.h: name, bus, vendor, product, version, and axes that it does not have.
        os.write(self.file, struct.pack("80sHHHHI256i", NAME, 6, 1, 1, 1, 0, *[0] * 256))
        fcntl.ioctl(self.file, UI_DEV_CREATE)
        subprocess.run(["udevadm", "settle"], check=True)
        self.folder = next(folder for folder in glob.glob("/sys/class/input/input*") if self.is_ours(folder))
        self.device = f"/dev/input/{os.path.basename(glob.glob(f'{self.folder}/event*')[0])}"
        self.led = os.path.basename(glob.glob(f"{self.folder}/*::capslock")[0])
        # What the package's udev rule does for lights whose name begins with edgemonitor.
        for attribute in ("brightness", "trigger"):
            os.chmod(f"/sys/class/leds/{self.led}/{attribute}", 0o666)
        return self

    def __exit__(self, *_):
        os.close(self.file)

    @staticmethod
    def is_ours(folder):
        with open(f"{folder}/name", "rb") as file:
            return file.read().strip() == NAME

    def set_switch(self, is_on):
        now = time.time()
        for kind, code, value in ((EV_SW, SW_CAMERA_LENS_COVER, int(is_on)), (EV_SYN, 0, 0)):
            os.write(self.file, struct.pack("llHHi", int(now), 0, kind, code, value))

    def is_lit(self):
        with open(f"/sys/class/leds/{self.led}/brightness", encoding="utf-8") as file:
            return int(file.read()) > 0
