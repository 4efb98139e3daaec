// A charge point on npm's ws, which offers permessage-deflate and compresses what is longer than 1 KB.
// Arguments: endpoint, identity. Sends one long CALL, answers one CALL, prints one JSON line a step, and ends.
import { createRequire } from 'node:module';
const WebSocket = createRequire(import.meta.url)(process.env.WS);

const [endpoint, identity] = process.argv.slice(2);
const report = (step, body) => console.log(JSON.stringify({ step, ...body }));
const socket = new WebSocket(`${endpoint}/${identity}`, ['ocpp1.6']);

socket.on('open', () => {
  report('connected', { extensions: socket.extensions });
  socket.send(JSON.stringify([2, 'long', 'DataTransfer', { vendorId: 'x', data: 'compressible '.repeat(1000) }]));
});
socket.on('message', (message) => {
  const [type, id, , payload] = JSON.parse(message);
  report('received', { type, id, payload });
  if (type === 2) {
    socket.send(JSON.stringify([3, id, { status: 'Accepted' }]));
    socket.close(1000);
  }
});
socket.on('error', (error) => report('error', { error: String(error) }));
socket.on('close', (code) => report('closed', { code }));
