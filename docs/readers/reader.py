# Gets each new token when it is issued. Python 3.8 or newer; axiom-tokens in the path.
import json
import subprocess
import sys

# The open pipe to its stdin ends watch when this program ends, however it does.
with subprocess.Popen(["axiom-tokens", "watch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as watch:
    for line in watch.stdout:
        event = json.loads(line)
        if event["type"] == "token":
            cookies = {event["cookie_name"]: event["access_token"]}  # For requests.get(url, cookies=cookies).
            print("a token that ends at", event["expires_at"], flush=True)
sys.exit(watch.returncode)  # 4: a person must sign in.
