// Unlocks a running gnome-keyring-daemon with the login password over its control socket, as a person's login does
// (gnome-keyring's pam module, gkr-pam-client.c). Used by virtual-keyring.mjs; shows no prompt.
import { connect } from 'node:net';

const OP_UNLOCK = 1;
const RESULT_OK = 0;

/**
 * @param {string} socketPath `control` in the daemon's runtime folder
 * @param {string} password
 * @returns {Promise<void>} rejects when the daemon refuses it
 */
export function unlockOverControlSocket(socketPath, password) {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const text = Buffer.from(password);
    const request = Buffer.alloc(13 + text.length);
    // The first byte carries the caller's credentials; then length, operation, and the password with its length.
    request.writeUInt32BE(12 + text.length, 1);
    request.writeUInt32BE(OP_UNLOCK, 5);
    request.writeUInt32BE(text.length, 9);
    text.copy(request, 13);
    let answer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= 8) socket.end();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      if (answer.length >= 8 && answer.readUInt32BE(4) === RESULT_OK) resolve();
      else reject(new Error(`the keyring refused its password (${answer.toString('hex')})`));
    });
    socket.write(request);
  });
}
