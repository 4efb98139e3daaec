// A charge point by people who know nothing of this project: npm's ocpp-rpc in strict mode, which holds every
// message in both directions against the OCPP schemas and fails where one is invalid.
// Arguments: endpoint, identity, subprotocol. Prints one JSON line a step; exits 0 when all were answered validly.
import { createRequire } from 'node:module';
const { RPCClient } = createRequire(import.meta.url)(process.env.OCPP_RPC);

const [endpoint, identity, protocol] = process.argv.slice(2);

const v16 = {
  BootNotification: { chargePointVendor: 'Independent', chargePointModel: 'RPC', firmwareVersion: '1.0' },
  StatusNotification: { connectorId: 1, errorCode: 'NoError', status: 'Available' },
};
const v2 = {
  BootNotification: { reason: 'PowerUp', chargingStation: { model: 'RPC', vendorName: 'Independent' } },
  StatusNotification: {
    timestamp: new Date().toISOString(), connectorStatus: 'Available', evseId: 1, connectorId: 1,
  },
};
const payloads = protocol === 'ocpp1.6' ? v16 : v2;

const report = (step, body) => console.log(JSON.stringify({ step, ...body }));
const client = new RPCClient({
  endpoint, identity, protocols: [protocol], strictMode: true, reconnect: false, callTimeoutMs: 20000,
});
client.on('strictValidationFailure', ({ error }) => {
  report('invalid', { error: String(error) });
  process.exitCode = 3;
});

try {
  await client.connect();
  report('connected', { protocol: client.protocol });
  report('BootNotification', { answer: await client.call('BootNotification', payloads.BootNotification) });
  report('StatusNotification', { answer: await client.call('StatusNotification', payloads.StatusNotification) });
  report('Heartbeat', { answer: await client.call('Heartbeat', {}) });
  try {
    await client.call('DataTransfer', { vendorId: 'nobody' });
    report('DataTransfer', { answer: 'accepted' });
  } catch (error) {
    report('DataTransfer', { code: error.rpcErrorCode });
  }
  await client.close();
  report('closed', {});
} catch (error) {
  report('failed', { error: String(error) });
  process.exitCode = 2;
}
