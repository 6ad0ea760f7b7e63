"""The tests of an installed appliance, from within. Each prints a line 'ok' or 'FAILED'; the host reads them from a virtual port.

A test that needs the power to be cut asks the host for it and goes on in the next start, with what it has written down.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time

from panel import SW_CAMERA_LENS_COVER, Panel

NOTES = "/var/lib/device-test/notes.json"
RECORD = "/run/record"
SERVICES = ("edgemonitor-sense", "edgemonitor-publish")
WINDOW_SECONDS = 10
PEOPLE = 20
PATIENCE = 240


class Failure(Exception):
    """A promise that does not hold."""


def say(text):
    """To the host: the unit connects standard output with the virtual port, which can be opened only once."""
    print(text, flush=True)


def run(*command):
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


def expect(holds, text):
    if not holds:
        raise Failure(text)


def wait_for(what, condition, patience=PATIENCE):
    """The first true value of condition."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(1)
    raise Failure(f"{what}: not within {patience} s; {'; '.join(status(service) for service in SERVICES)}")


def status(service):
    return f"{service}: {run('systemctl', 'show', service, '-P', 'ActiveState')}, {run('systemctl', 'show', service, '-P', 'StatusText')}"


def main_process(service):
    return int(run("systemctl", "show", service, "-P", "MainPID"))


def messages(kind):
    """What the broker passed on since the device started: (seconds since 1970, payload)."""
    found = []
    with open(RECORD, encoding="utf-8") as record:
        for line in record:
            when, topic, payload = line.rstrip("\n").split(" ", 2)
            if topic.endswith(f"/{kind}"):
                found.append((float(when), json.loads(payload)))
    return found


def windows_after(moment):
    return [payload for _, payload in messages("attention") if payload["sequence"] > moment]


def published_again(moment):
    """A window with the class in it that was watched from its beginning to its end after the moment."""
    return wait_for(
        "a new window with numbers",
        lambda: [window for window in windows_after(moment + WINDOW_SECONDS) if window["status"] == "ok"])


def probe(service):
    """Runs guest/probe.py in the service's own sandbox: the same unit, another program."""
    with open(f"/lib/systemd/system/{service}.service", encoding="utf-8") as file:
        unit = file.read()
    unit = re.sub(r"(?m)^ExecStart=.*", f"ExecStart=/usr/bin/python3 /opt/device-test/probe.py {service}", unit)
    unit = re.sub(r"(?m)^(Restart|Watchdog|SyslogIdentifier|Environment)\w*=.*\n", "", unit).replace("Type=notify", "Type=oneshot")
    with open("/run/systemd/system/probe.service", "w", encoding="utf-8") as file:
        file.write(unit)
    run("systemctl", "daemon-reload")
    run("systemctl", "start", "probe.service")
    run("journalctl", "--sync")
    output = run("journalctl", "-u", "probe.service", "-o", "cat", "-b").splitlines()
    found = [line for line in output if line.startswith("{") and json.loads(line)["service"] == service]
    expect(found, f"the probe said nothing: {' | '.join(output[-5:])}")
    return json.loads(found[-1])


def boots_to_publishing_within_a_minute():
    first = wait_for("the first window", lambda: messages("attention"))[0]
    boot = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    seconds = first[0] - boot
    for service in SERVICES:
        say(f"   {status(service)}")
    # The first window ends up to a window's length after the services are ready.
    expect(seconds < 60 + WINDOW_SECONDS, f"the first window came {seconds:.0f} s after the kernel started")
    return f"first window {seconds:.0f} s after the kernel started, window length {WINDOW_SECONDS} s"


def counts_the_class_that_the_camera_sees():
    window = published_again(time.time())[0]
    expect(window["people"] == PEOPLE, f"{window['people']} people, and {PEOPLE} are in the film")
    return f"{window['people']} people, {window['attentive_share']:.0%} attentive"


def sense_has_no_network_and_nothing_else_to_write():
    found = probe("edgemonitor-sense")
    for key in ("internet", "internet6", "netlink", "packet"):
        expect(found[key] != "ok", f"{key}: {found[key]}")
    expect(found["camera"] == "ok", f"its own camera: {found['camera']}")
    expect_sandbox(found)
    swap = run("systemctl", "show", "edgemonitor-sense", "-P", "MemorySwapMax")
    expect(swap == "0", f"MemorySwapMax is {swap}")
    return f"internet {found['internet']}, netlink {found['netlink']}, camera {found['camera']}"


def publish_has_no_camera_and_nothing_else_to_write():
    found = probe("edgemonitor-publish")
    expect(found["cameras"] == [] and found["camera"] != "ok", f"it sees {found['cameras']}: {found['camera']}")
    expect(found["internet"] == "ok", f"its own network: {found['internet']}")
    expect_sandbox(found)
    return f"camera {found['camera']}, internet {found['internet']}"


def expect_sandbox(found):
    for key in ("memory_device", "disk", "write_root", "write_etc", "write_program", "write_home", "mount", "packet"):
        expect(found[key] != "ok", f"{key}: {found[key]}")
    expect(found["write_state"] == "ok", f"its own folder: {found['write_state']}")
    expect(found["others"] == 0, f"it sees {found['others']} processes of other users")
    expect(found["core_limit"] == 0, f"core dumps of up to {found['core_limit']} bytes")


def camera_process():
    return int(run("pgrep", "-o", "-u", "edgemonitor-sense", "ffmpeg") or 0)


def comes_back(act):
    """From when the act is over on: a process on its way out may still send what waited."""
    before = time.time()
    act()
    window = published_again(time.time())[0]
    return f"published again {window['sequence'] - before:.0f} s later"


def send(process, what):
    expect(process > 0, "the process is not there")
    os.kill(process, what)


def publishes_again_after(what, service=None):
    def current():
        return main_process(service) if service else camera_process()

    def act(process):
        send(process, what)
        wait_for("another process in its place", lambda: current() not in (0, process))

    return lambda: comes_back(lambda: act(current()))


def publishes_again_after_starving():
    def starve():
        run("systemctl", "set-property", "--runtime", "edgemonitor-sense.service", "MemoryMax=12M")
        wait_for("the end by hunger", lambda: main_process("edgemonitor-sense") != process)
        run("systemctl", "set-property", "--runtime", "edgemonitor-sense.service", "MemoryMax=1G")
    process = main_process("edgemonitor-sense")
    return comes_back(starve)


def publishes_again_after_the_camera_was_unplugged():
    def unplug():
        # A vivid device is back as soon as nobody uses it; its driver has to go before the camera is tried again.
        run("v4l2-ctl", "-d", "/dev/video0", "-c", "disconnect=1")
        time.sleep(0.5)
        return subprocess.run(["modprobe", "-r", "-q", "vivid"], check=False, stderr=subprocess.DEVNULL).returncode == 0

    published_again(time.time())
    before = time.time()
    run("systemctl", "stop", "film")
    wait_for("the driver is released", unplug)
    wait_for("health tells of the camera", lambda: [
        payload for when, payload in messages("health") if when > before and payload["camera"]["state"] not in ("running", "starting")])
    state = [payload["camera"] for when, payload in messages("health") if when > before][-1]
    wait_for("windows say so", lambda: [window for window in windows_after(before) if window["status"] == "no_signal"])
    back = time.time()
    run("modprobe", "vivid")
    run("systemctl", "start", "film")
    window = published_again(back)[0]
    return f"{state['state']} ({(state.get('reason') or '')[:60]}); published again {window['sequence'] - back:.0f} s after it was back"


def service_survives_the_broker():
    before = time.time()
    run("systemctl", "stop", "mosquitto")
    time.sleep(3 * WINDOW_SECONDS)
    after = time.time()
    run("systemctl", "start", "mosquitto")
    published_again(after)
    expect_every_window(before, after)
    return f"every window of {after - before:.0f} s without a broker came later"


def expect_every_window(start, end):
    """The sequence of a window is the second of its end."""
    got = {payload["sequence"] for _, payload in messages("attention")}
    first = (int(start) // WINDOW_SECONDS + 1) * WINDOW_SECONDS
    missing = [second for second in range(first, int(end), WINDOW_SECONDS) if second not in got]
    expect(not missing, f"windows ending at {missing} never came; {len(got)} came")


def power_is_cut():
    start = time.time()
    run("systemctl", "stop", "mosquitto")
    wait_for("windows wait", lambda: re.search(r"([2-9]|\d\d) windows wait", status("edgemonitor-publish")))
    end = time.time()
    return {"start": start, "end": end}


def power_cut_loses_nothing_that_was_kept(notes):
    published_again(time.time())
    # The window that was on its way to the outbox may be lost with the second in which the power went.
    expect_every_window(notes["start"], notes["end"] - 2)
    expect("damaged" not in run("journalctl", "-b", "-u", "edgemonitor-publish", "-o", "cat"), "the outbox was damaged")
    return f"the windows of the {notes['end'] - notes['start']:.0f} s before the cut came after the next start"


def update(package, *way_back):
    """Its exit status and what it said."""
    environment = {**os.environ, "EDGEMONITOR_UP_WITHIN": "40", "EDGEMONITOR_STAY_UP": "15"}
    done = subprocess.run(
        ["edgemonitor-update", f"/opt/device-test/{package}", *(f"/opt/device-test/{one}" for one in way_back)],
        check=False, capture_output=True, text=True, env=environment)
    said = [line for line in done.stderr.splitlines() if line.startswith("edgemonitor-update:")]
    return done.returncode, said[-1] if said else done.stderr[-200:]


def installed_version():
    return run("dpkg-query", "-W", "-f", "${Version}", "edgemonitor")


def updates_and_takes_back_what_does_not_come_up():
    code, said = update("next.deb", "installed.deb")
    expect(code == 0 and installed_version() == "2.0", f"the update ended with {code}: {said}")
    published_again(time.time())
    code, said = update("damaged.deb")
    expect(code == 1 and installed_version() == "2.0", f"the damaged update ended with {code}, version {installed_version()}: {said}")
    published_again(time.time())
    return f"{said}; published again after both"


def switch_closes_the_camera_and_the_light_tells():
    """In the service's own sandbox, with the kernel's own input device and LED class."""
    drop_in = "/run/systemd/system/edgemonitor-sense.service.d/panel.conf"
    with Panel() as panel:
        os.makedirs(os.path.dirname(drop_in), exist_ok=True)
        with open(drop_in, "w", encoding="utf-8") as file:
            settings = {"LED": panel.led, "SWITCH__DEVICE": panel.device, "SWITCH__KIND": "switch", "SWITCH__CODE": SW_CAMERA_LENS_COVER}
            file.write("[Service]\nReadWritePaths=/sys/devices/virtual/input\n")
            file.writelines(f"Environment=EDGEMONITOR__CAMERACONTROL__{name}={value}\n" for name, value in settings.items())
        try:
            run("systemctl", "daemon-reload")
            expect(not panel.is_lit(), "the light is on before anything runs")
            opened = comes_back(lambda: run("systemctl", "restart", "edgemonitor-sense"))
            expect(panel.is_lit(), "the camera is open, the light is dark")
            expect(camera_process() > 0, "nothing reads the camera")

            moment = time.time()
            panel.set_switch(True)
            wait_for("the light goes out", lambda: not panel.is_lit())
            dark = time.time() - moment
            expect(camera_process() == 0, "the light is dark, and something still reads the camera")
            closed = wait_for("a closed window", lambda: [window for window in windows_after(moment) if window["status"] == "closed"])[0]
            expect(closed["closed_by"] == ["switch"], f"closed by {closed['closed_by']}")

            panel.set_switch(False)
            wait_for("the light comes on", panel.is_lit)
            published_again(time.time())
        finally:
            os.remove(drop_in)
            run("systemctl", "daemon-reload")
            run("systemctl", "restart", "edgemonitor-sense")
    published_again(time.time())
    return f"{opened}; dark {dark:.0f} s after the switch, with the camera's process gone before"


def nothing_but_the_outbox_is_written():
    users = [argument for service in SERVICES for argument in ("-o", "-user", service)][1:]
    found = run("find", "/", "(", "-path", "/proc", "-o", "-path", "/sys", ")", "-prune", "-o", "(", *users, ")", "-type", "f", "-print")
    files = found.splitlines()
    stray = [file for file in files if not file.startswith(("/var/lib/edgemonitor-", "/run/edgemonitor/", "/run/credentials/"))]
    expect(not stray, f"files of the two users: {stray}")
    return f"all their files: {files}"


def journal_is_readable():
    lines = run("journalctl", "-b", "-o", "cat", *(word for service in SERVICES for word in ("-t", service))).splitlines()
    expect(len(lines) > 3, "the journal is empty")
    noise = [line for line in lines if line.lstrip().startswith("at ") or "Exception" in line or len(line) > 400]
    expect(not noise, f"lines that no technician can read: {noise[:3]}")
    for line in lines[:8]:
        say(f"   {line[:150]}")
    return f"{len(lines)} lines"


FIRST_START = (
    boots_to_publishing_within_a_minute,
    counts_the_class_that_the_camera_sees,
    sense_has_no_network_and_nothing_else_to_write,
    publish_has_no_camera_and_nothing_else_to_write,
    ("publishes_again_after_sense_was_killed", publishes_again_after(signal.SIGKILL, "edgemonitor-sense")),
    ("publishes_again_after_publish_was_killed", publishes_again_after(signal.SIGKILL, "edgemonitor-publish")),
    ("publishes_again_after_the_camera_process_was_killed", publishes_again_after(signal.SIGKILL)),
    ("publishes_again_after_sense_hung", publishes_again_after(signal.SIGSTOP, "edgemonitor-sense")),
    ("publishes_again_after_publish_hung", publishes_again_after(signal.SIGSTOP, "edgemonitor-publish")),
    ("publishes_again_after_the_camera_process_hung", publishes_again_after(signal.SIGSTOP)),
    publishes_again_after_starving,
    publishes_again_after_the_camera_was_unplugged,
    service_survives_the_broker,
    updates_and_takes_back_what_does_not_come_up,
    switch_closes_the_camera_and_the_light_tells,
    nothing_but_the_outbox_is_written,
    journal_is_readable,
)


def check(test, *arguments):
    name, test = test if isinstance(test, tuple) else (test.__name__, test)
    try:
        say(f"ok {name}: {test(*arguments)}")
    except (Failure, OSError, subprocess.CalledProcessError, LookupError, ValueError, StopIteration) as problem:
        say(f"FAILED {name}: {problem}")
        for line in run("journalctl", "-b", "-n", "12", "-o", "short-monotonic", "--no-hostname").splitlines():
            say(f"   {line[:200]}")


def main():
    say(f"clock {time.time():.0f}")
    if os.path.exists(NOTES):
        with open(NOTES, encoding="utf-8") as file:
            check(power_cut_loses_nothing_that_was_kept, json.load(file))
        say("end")
        return
    chosen = sys.argv[1:]
    for test in FIRST_START:
        name = test[0] if isinstance(test, tuple) else test.__name__
        if not chosen or any(word in name for word in chosen):
            check(test)
    try:
        notes = power_is_cut()
    except Failure as problem:
        say(f"FAILED power_is_cut: {problem}")
        say("end")
        return
    os.makedirs(os.path.dirname(NOTES), exist_ok=True)
    with open(NOTES, "w", encoding="utf-8") as file:
        json.dump(notes, file)
        file.flush()
        os.fsync(file.fileno())
    say(f"clock {time.time():.0f}")
    say("cut the power")


main()
