// A CSMS whose Heartbeat answers are no answers, each in another way; the path says in which.
// Prints the port that it listens on.
import { createRequire } from 'node:module';
const { WebSocketServer } = createRequire(import.meta.url)(process.env.WS);

const answers = {
  '/ocpp/CP0001': (socket, id) => socket.send(JSON.stringify([3, 'another-id', {}])),
  '/ocpp/CP0002': (socket, id) => socket.send(JSON.stringify([4, id, 'InternalError', '', {}])),
  '/ocpp/CP0003': () => {},
  '/ocpp/CP0004': (socket) => socket.close(1008, 'go away'),
  // Honest, but a command comes first.
  '/ocpp/CP0005': (socket, id) => {
    socket.send(JSON.stringify([2, 'a-command', 'Reset', { type: 'Soft' }]));
    socket.send(JSON.stringify([3, id, { currentTime: new Date().toISOString() }]));
  },
};

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => console.log(`listens on ${server.address().port}`));
server.on('connection', (socket, request) => {
  const answer = answers[request.url];
  socket.on('message', (message) => {
    const [, id, action] = JSON.parse(message);
    if (action === 'BootNotification') {
      socket.send(JSON.stringify([3, id, { status: 'Accepted', interval: 1, currentTime: new Date().toISOString() }]));
    } else {
      answer(socket, id);
    }
  });
});
