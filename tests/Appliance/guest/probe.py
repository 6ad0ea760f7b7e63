"""Tries, from within a service's own sandbox, what the service must not be able to do; prints a JSON object of what happened."""

import ctypes
import errno
import glob
import json
import os
import resource
import socket
import sys


def attempt(action):
    """'ok', or the name of the error that the kernel gave."""
    try:
        action()
        return "ok"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        client.connect(address)


def write(path):
    with open(path, "w", encoding="ascii") as file:
        file.write("x")
    os.remove(path)


def open_device(path):
    os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))


def mount():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) != 0:
        raise OSError(ctypes.get_errno(), "mount")


def processes_of_others():
    return [pid for pid in os.listdir("/proc") if pid.isdigit() and os.stat(f"/proc/{pid}").st_uid != os.getuid()]


def main():
    state = os.environ["STATE_DIRECTORY"]
    print(json.dumps({
        "service": sys.argv[1],
        "internet": attempt(lambda: connect(socket.AF_INET, ("127.0.0.1", 1883))),
        "internet6": attempt(lambda: connect(socket.AF_INET6, ("::1", 1883))),
        "netlink": attempt(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()),
        "packet": attempt(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()),
        "camera": attempt(lambda: open_device("/dev/video0")),
        "cameras": sorted(glob.glob("/dev/video*")),
        "memory_device": attempt(lambda: open_device("/dev/mem")),
        "disk": attempt(lambda: open_device("/dev/vda")),
        "write_root": attempt(lambda: write("/probe")),
        "write_etc": attempt(lambda: write("/etc/edgemonitor/probe")),
        "write_program": attempt(lambda: write("/usr/lib/edgemonitor/probe")),
        "write_home": attempt(lambda: write("/home/probe")),
        "write_state": attempt(lambda: write(f"{state}/probe")),
        "mount": attempt(mount),
        "others": len(processes_of_others()),
        "core_limit": resource.getrlimit(resource.RLIMIT_CORE)[1],
    }))


main()
