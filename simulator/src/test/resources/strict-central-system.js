// A central system by ocpp-rpc in strict mode: it accepts one charge point, gives it one command of
// each kind, resets it, and ends when it has booted again. Tells the test by lines on stdout.
const { RPCServer, createRPCError } = require('ocpp-rpc');

const protocol = process.argv[2];
const tell = (word, ...values) =>
  console.log([word, ...values.map((value) => JSON.stringify(value))].join(' '));

const interval = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } };
const commands = {
  'ocpp1.6': [
    ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }],
    ['ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '60' }],
    ['ClearCache', {}],
    ['DataTransfer', { vendorId: 'nobody' }],
    ['GetConfiguration', {}],
    ['RemoteStartTransaction', { idTag: 'A' }],
    ['RemoteStopTransaction', { transactionId: 1 }],
    ['TriggerMessage', { requestedMessage: 'StatusNotification', connectorId: 1 }],
    ['UnlockConnector', { connectorId: 1 }],
    ['Reset', { type: 'Soft' }],
  ],
  'ocpp2.0.1': [
    ['ChangeAvailability', { operationalStatus: 'Inoperative' }],
    ['ClearCache', {}],
    ['DataTransfer', { vendorId: 'nobody' }],
    ['GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }],
    ['GetVariables', { getVariableData: [interval] }],
    ['SetVariables', { setVariableData: [{ ...interval, attributeValue: '60' }] }],
    ['RequestStartTransaction', { remoteStartId: 1, idToken: { idToken: 'A', type: 'Central' } }],
    ['RequestStopTransaction', { transactionId: '1' }],
    ['TriggerMessage', { requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } }],
    ['UnlockConnector', { evseId: 1, connectorId: 1 }],
    ['Reset', { type: 'Immediate' }],
  ],
};
commands['ocpp2.1'] = commands['ocpp2.0.1'];

let boots = 0;

async function command(client) {
  const unknown = await client.call('CancelReservation', { reservationId: 1 }).catch((e) => e);
  tell('UNKNOWN', unknown.rpcErrorCode ?? String(unknown));
  for (const [action, params] of commands[protocol]) {
    tell('ANSWER', action, await client.call(action, params));
  }
}

// ocpp-rpc 2.2.1 looks for the schemas of 2.1 by names that they do not have.
const strictMode = protocol !== 'ocpp2.1';
const server = new RPCServer({ protocols: [protocol], strictMode });
server.on('client', (client) => {
  tell('CONNECTED', client.identity);
  client.on('strictValidationFailure', (failure) =>
    tell('INVALID', failure.method, failure.outbound, String(failure.error)));
  client.on('badMessage', ({ error }) => tell('INVALID', 'bad message', String(error)));
  client.handle('BootNotification', ({ params }) => {
    tell('BOOT', params);
    boots += 1;
    return { currentTime: new Date().toISOString(), interval: 1, status: 'Accepted' };
  });
  client.handle('Heartbeat', () => {
    tell('HEARTBEAT');
    return { currentTime: new Date().toISOString() };
  });
  client.handle('StatusNotification', ({ params }) => {
    tell('STATUS', params);
    if (params.connectorId === 1 && boots === 1 && !client.session.commanded) {
      client.session.commanded = true;
      command(client).catch((e) => tell('INVALID', String(e)));
    }
    return {};
  });
  client.handle('NotifyReport', ({ params }) => {
    tell('REPORT', params.reportData.length);
    return {};
  });
  client.handle(({ method }) => {
    tell('INVALID', 'unexpected', method);
    throw createRPCError('NotImplemented');
  });
});

server.auth((accept) => accept());
server.listen(0, '127.0.0.1').then((http) => tell('LISTENING', http.address().port));
