"""A session bus and a gnome-keyring of its own, open, in a home of its own: for programs that keep a journal."""
import os
import subprocess
import tempfile


class Keyring:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = self.folder.name
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.home, "XDG_RUNTIME_DIR": self.home,
                            "XDG_STATE_HOME": os.path.join(self.home, "state"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
                            "AWS_REGION": "us-east-1"}
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.unlock()

    def unlock(self):
        """Opens the default keyring, which the first call makes; a daemon that runs is replaced."""
        subprocess.run(["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets"], input="test", text=True,
                       check=True, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def lock(self):
        self.call("org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/aliases/default")

    def items(self):
        """How many items the keyring holds."""
        answer = self.call("org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection",
                           "string:Items", path="/org/freedesktop/secrets/aliases/default")
        return answer.count("object path")

    def call(self, method, *arguments, path="/org/freedesktop/secrets"):
        command = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", path, method, *arguments]
        return subprocess.run(command, env=self.environment, check=True, text=True, capture_output=True).stdout

    def stop(self):
        self.bus.terminate()  # the daemon ends with its bus
        self.bus.wait(timeout=10)
        self.bus.stdout.close()
        self.folder.cleanup()
