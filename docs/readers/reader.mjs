// Gets each new token when it is issued. Node 18 or newer; axiom-tokens in the path.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

// The open pipe to its stdin ends watch when this program ends, however it does.
const watch = spawn('axiom-tokens', ['watch'], { stdio: ['pipe', 'pipe', 'inherit'] });
watch.once('exit', (code) => process.exit(code ?? 1)); // 4: a person must sign in.
export let cookie; // For fetch(url, { headers: { cookie } }).
for await (const line of createInterface({ input: watch.stdout })) {
  const event = JSON.parse(line);
  if (event.type !== 'token') continue;
  cookie = `${event.cookie_name}=${event.access_token}`;
  process.stdout.write(`a token that ends at ${event.expires_at}\n`);
}
