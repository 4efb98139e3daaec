// A central system by ocpp-rpc in strict mode. It gives the charge point "commanded" each command
// that there is, before, in and after transactions, and lets all others do as they like. Tells the
// test by lines on stdout.
const { RPCServer, createRPCError } = require('ocpp-rpc');
const { EventEmitter, once } = require('node:events');

const protocol = process.argv[2];
const is16 = protocol === 'ocpp1.6';
const tell = (word, ...values) =>
  console.log([word, ...values.map((value) => JSON.stringify(value))].join(' '));

let transactions = 0;
// Of the charge point "commanded", in 1.6: others have transactions at the same time.
let commandedTransaction = 0;

// -- what is answered

const accepted = { status: 'Accepted' };
const now = () => new Date().toISOString();
const answers = {
  BootNotification: () => ({ currentTime: now(), interval: 1, status: 'Accepted' }),
  Heartbeat: () => ({ currentTime: now() }),
  StatusNotification: () => ({}),
  MeterValues: () => ({}),
  Authorize: () => (is16 ? { idTagInfo: accepted } : { idTokenInfo: accepted }),
  ...(is16
    ? {
        StartTransaction: () => ({ idTagInfo: accepted, transactionId: ++transactions }),
        StopTransaction: () => ({ idTagInfo: accepted }),
      }
    : {
        NotifyReport: () => ({}),
        TransactionEvent: () => ({}),
      }),
};

// -- what is commanded

const interval = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } };
const trigger = (requestedMessage) => ['TriggerMessage', { requestedMessage }];

const commands16 = {
  before: [
    ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }],
    ['ChangeAvailability', { connectorId: 0, type: 'Operative' }],
    ['ChangeConfiguration', { key: 'ConnectionTimeOut', value: '30' }],
    ['ClearCache', {}],
    ['DataTransfer', { vendorId: 'nobody' }],
    ['GetConfiguration', {}],
    ['RemoteStopTransaction', { transactionId: 1 }],
    ['UnlockConnector', { connectorId: 1 }],
    trigger('BootNotification'),
    trigger('Heartbeat'),
    trigger('MeterValues'),
    trigger('StatusNotification'),
  ],
  start: ['RemoteStartTransaction', { idTag: 'A', connectorId: 1 }],
  during: [
    ['RemoteStartTransaction', { idTag: 'B' }],
    ['ChangeAvailability', { connectorId: 1, type: 'Inoperative' }],
    ['ChangeAvailability', { connectorId: 1, type: 'Operative' }],
    trigger('MeterValues'),
    trigger('StatusNotification'),
  ],
  stop: () => ['RemoteStopTransaction', { transactionId: commandedTransaction }],
  unlock: ['UnlockConnector', { connectorId: 1 }],
  resets: [['Reset', { type: 'Soft' }], ['Reset', { type: 'Hard' }]],
};

const commands2 = {
  before: [
    ['ChangeAvailability', { operationalStatus: 'Inoperative' }],
    ['ChangeAvailability', { operationalStatus: 'Operative' }],
    ['ClearCache', {}],
    ['DataTransfer', { vendorId: 'nobody' }],
    ['GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }],
    ['GetVariables', { getVariableData: [interval] }],
    ['SetVariables', { setVariableData: [{ ...interval, attributeValue: '2' }] }],
    ['RequestStopTransaction', { transactionId: '1' }],
    ['UnlockConnector', { evseId: 1, connectorId: 1 }],
    trigger('BootNotification'),
    trigger('Heartbeat'),
    trigger('MeterValues'),
    trigger('StatusNotification'),
    trigger('TransactionEvent'),
  ],
  start: [
    'RequestStartTransaction',
    { remoteStartId: 1, evseId: 1, idToken: { idToken: 'A', type: 'Central' } },
  ],
  during: [
    ['RequestStartTransaction', { remoteStartId: 2, idToken: { idToken: 'B', type: 'Central' } }],
    ['ChangeAvailability', { operationalStatus: 'Inoperative' }],
    ['ChangeAvailability', { operationalStatus: 'Operative' }],
    ['UnlockConnector', { evseId: 1, connectorId: 1 }],
    trigger('MeterValues'),
    trigger('TransactionEvent'),
  ],
  stop: (transactionId) => ['RequestStopTransaction', { transactionId }],
  resets: [['Reset', { type: 'Immediate' }], ['Reset', { type: 'OnIdle' }]],
};

const commands = is16 ? commands16 : commands2;

// Outlives connections, so that a reset can be followed to the next boot.
const seen = new EventEmitter();
let commanded;

async function command(action, params) {
  tell('ANSWER', action, (await commanded.call(action, params)).status ?? '');
}

async function commandAll(list) {
  for (const [action, params] of list) await command(action, params);
}

async function transactionStarts() {
  const started = once(seen, is16 ? 'Charging' : 'TransactionEvent Started');
  await command(...commands.start);
  return (await started)[0].transactionInfo?.transactionId;
}

async function transactionEnds(how) {
  const free = once(seen, 'Available');
  await command(...how);
  await free;
}

async function commandEverything() {
  const unknown = await commanded.call('CancelReservation', { reservationId: 1 }).catch((e) => e);
  tell('UNKNOWN', unknown.rpcErrorCode ?? String(unknown));
  await commandAll(commands.before);
  const transactionId = await transactionStarts();
  await commandAll(commands.during);
  await transactionEnds(commands.stop(transactionId));
  if (commands.unlock) {
    await transactionStarts();
    await transactionEnds(commands.unlock);
  }
  for (const reset of commands.resets) {
    const last = await transactionStarts();
    const booted = once(seen, 'BootNotification');
    await command(...reset);
    if (reset[1].type === 'OnIdle') await command(...commands.stop(last));
    tell('RESET', (await booted)[0].reason ?? '');
    await once(seen, 'Available');
  }
  tell('COMMANDED');
}

// -- the server

// ocpp-rpc 2.2.1 looks for the schemas of 2.1 by names that they do not have.
const server = new RPCServer({ protocols: [protocol], strictMode: protocol !== 'ocpp2.1' });
server.on('client', (client) => {
  tell('CONNECTED', client.identity);
  const isCommanded = client.identity === 'DE*COMMANDED E1';
  const isNew = isCommanded && !commanded;
  if (isCommanded) commanded = client;
  client.on('strictValidationFailure', (failure) =>
    tell('INVALID', failure.method, failure.outbound, String(failure.error)));
  client.on('badMessage', ({ error }) => tell('INVALID', 'bad message', String(error)));
  client.handle(({ method, params }) => {
    if (!answers[method]) {
      tell('INVALID', 'unexpected', method);
      throw createRPCError('NotImplemented');
    }
    tell('SEEN', client.identity, method, params.eventType ?? '');
    // The answer goes out first.
    if (isCommanded) {
      setTimeout(() => {
        seen.emit(method, params);
        seen.emit(`${method} ${params.eventType}`, params);
        // Connector 0 is the whole charge point, which is available whatever its connector does.
        if (params.connectorId !== 0) {
          seen.emit(params.status ?? params.connectorStatus ?? '', params);
        }
      });
    }
    const answer = answers[method](params);
    if (isCommanded && answer.transactionId) commandedTransaction = answer.transactionId;
    return answer;
  });
  if (isNew) {
    once(seen, 'Available')
      .then(commandEverything)
      .catch((e) => tell('INVALID', String(e)));
  }
});

server.auth((accept) => accept());
server.listen(0, '127.0.0.1').then((http) => tell('LISTENING', http.address().port));
