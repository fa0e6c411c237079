#!/usr/bin/python3
"""What a live feed costs: its share of one processor and its memory, at full service.

    bench/live_cost.py PROGRAM [SECONDS [FLAG...]]

PROGRAM is airmark; it listens for SECONDS (120) to music on a private jackd without sound card, 256
frames a period at 48 kHz, with windows of 30 s that end at changes, the tempo followed, and every
event printed. FLAGs of `airmark live` come on top. CPU time is what the process used between its
20th second and the end; memory is what it holds of its own then (Pss and its private part) and its
greatest resident size, which counts the libraries that other programs share.
"""
import os
import pathlib
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
if len(sys.argv) < 2:
    sys.exit(__doc__)
os.environ["AIRMARK"] = str(pathlib.Path(sys.argv[1]).resolve())
sys.path.insert(0, str(ROOT / "tests" / "system"))

import jackd  # noqa: E402  (it reads AIRMARK)
import sounds  # noqa: E402

WARM_UP_S = 20
RATE = 48000
PERIOD = 256


def cpu_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def kilobytes(path, name):
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    return 0


def main():
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 120
    with tempfile.TemporaryDirectory() as folder:
        music = sounds.write_music(pathlib.Path(folder) / "music.wav", 60)
        with jackd.PrivateJackd(RATE, PERIOD, synchronous=False) as server:
            with jackd.live(server, "--json", "--changes", "on", *sys.argv[3:]) as feed:
                if not jackd.listens(feed):
                    sys.exit("airmark does not listen:\n" + feed.output())
                with jackd.player(server, music):
                    measure(feed.process.pid, seconds)


def measure(pid, seconds):
    proc = pathlib.Path("/proc") / str(pid)
    time.sleep(WARM_UP_S)
    begin, used = time.monotonic(), cpu_s(pid)
    time.sleep(seconds - WARM_UP_S)
    share = (cpu_s(pid) - used) / (time.monotonic() - begin)
    private = sum(kilobytes(proc / "smaps_rollup", name)
                  for name in ("Private_Clean", "Private_Dirty"))
    pss = kilobytes(proc / "smaps_rollup", "Pss")
    print(f"{100 * share:.2f} % of a processor; "
          f"{pss / 1024:.1f} MB ({private / 1024:.1f} MB private), at most "
          f"{kilobytes(proc / 'status', 'VmHWM') / 1024:.1f} MB resident; "
          f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
