"""A radio stream end to end: ffmpeg → Icecast → mpv → JACK → airmark, tags out."""
import json
import pathlib
import pwd
import socket
import tempfile
import unittest

import jackd
import sounds

CONFIGURATION = """<icecast>
  <limits><clients>5</clients><sources>2</sources><source-timeout>10</source-timeout>
    <burst-on-connect>1</burst-on-connect><burst-size>65535</burst-size></limits>
  <authentication><source-password>secret</source-password>
    <admin-user>admin</admin-user><admin-password>secret</admin-password></authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths><basedir>/usr/share/icecast2</basedir><logdir>{folder}</logdir>
    <webroot>/usr/share/icecast2/web</webroot>
    <adminroot>/usr/share/icecast2/admin</adminroot></paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog>
    <loglevel>2</loglevel><logsize>1000</logsize></logging>
  <security><chroot>0</chroot>{owner}</security>
</icecast>
"""
# Icecast refuses to run as root.
OWNER = "<changeowner><user>icecast2</user><group>icecast</group></changeowner>"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connects(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Radio(unittest.TestCase):
    def station(self, folder, port):
        """Icecast, and its configuration in a folder that it may write its logs to."""
        owner = ""
        if jackd.os.getuid() == 0:
            folder.chmod(0o755)
            user = pwd.getpwnam("icecast2")
            jackd.os.chown(folder, user.pw_uid, user.pw_gid)
            owner = OWNER
        path = folder / "icecast.xml"
        path.write_text(CONFIGURATION.format(port=port, folder=folder, owner=owner))
        return jackd.Child(["icecast2", "-c", str(path)], jackd.plain_environment())

    def test_stream_is_tagged(self):
        with tempfile.TemporaryDirectory() as name, jackd.PrivateJackd() as server:
            folder = pathlib.Path(name)
            music = sounds.write_music(folder / "music.wav", 20)
            port = free_port()
            mount = f"127.0.0.1:{port}/radio.mp3"
            encoder = ["ffmpeg", "-nostdin", "-loglevel", "error", "-re", "-stream_loop", "-1",
                       "-i", str(music), "-c:a", "libmp3lame", "-b:a", "128k", "-content_type",
                       "audio/mpeg", "-f", "mp3", f"icecast://source:secret@{mount}"]
            with self.station(folder, port) as icecast:
                self.assertTrue(jackd.wait_until(lambda: connects(port)), icecast.output())
                with jackd.Child(encoder, jackd.plain_environment()) as source, \
                        jackd.live(server, "--window", "5", "--interval", "5",
                                   "--duration", "25") as feed:
                    self.assertTrue(jackd.listens(feed), feed.output())
                    self.assertFalse(jackd.wait_until(lambda: not source.running(), 2),
                                     source.output())
                    with jackd.player(server, f"http://{mount}"):
                        self.assertEqual(feed.wait(60), 0, feed.output())
        windows = [event for event in map(json.loads, feed.output().splitlines())
                   if event["type"] == "window"]
        self.assertEqual(len(windows), 5)
        heard = [window for window in windows if window["state"] != "silence"]
        self.assertGreaterEqual(len(heard), 3)
        self.assertTrue(all(window["tags"] for window in heard))


if __name__ == "__main__":
    jackd.skip_without("jackd", "jack_lsp", "icecast2", "ffmpeg", "mpv")
    unittest.main(verbosity=2)
