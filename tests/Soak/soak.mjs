// The agent on the looped demonstration video for a while, its memory sampled: `./build.sh soak` builds what the arguments name
// and starts this. After two minutes the resident memory must not change by more than 5 %, and never be above 200 MB.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Processes, startOnFreePort, tail } from '../../deploy/demo/processes.mjs';

const warmUpSeconds = 120;
const sampleSeconds = 5;
const mostChange = 0.05;
const mostMegabytes = 200;

const { values: options } = parseArgs({
  options: {
    agent: { type: 'string' },
    video: { type: 'string' },
    minutes: { type: 'string', default: '20' },
  },
});
const minutes = Number(options.minutes);
if (!(minutes > warmUpSeconds / 60)) {
  process.stderr.write('soak: --minutes needs a number above 2\n');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'edgemonitor-soak-'));
const processes = new Processes(folder);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  process.on(signal, () => end(1));
}

try {
  await end(await soak());
} catch (error) {
  process.stderr.write(`soak: ${error.message}\n`);
  await end(1);
}

async function soak() {
  const { port } = await startOnFreePort(startBroker);
  const agent = startAgent(port);
  const started = Date.now();
  const samples = [];
  let nextLine = 0;
  for (let seconds = 0; seconds <= minutes * 60; seconds = (Date.now() - started) / 1000) {
    await Promise.race([sleep(sampleSeconds * 1000), agent.ended]);
    if (agent.reason) {
      throw new Error(`${agent.reason}; its log ends with\n${tail(agent.log)}`);
    }

    const sample = { seconds, ...memoryOf(agent.child.pid) };
    samples.push(sample);
    if (seconds >= nextLine) {
      process.stderr.write(`${(seconds / 60).toFixed(1)} min  ${sample.resident.toFixed(1)} MB resident, ${sample.anonymous.toFixed(1)} MB its own\n`);
      nextLine = seconds + 30;
    }
  }

  return judge(samples);
}

function judge(samples) {
  const steady = samples.filter((sample) => sample.seconds >= warmUpSeconds).map((sample) => sample.resident);
  const [first, least, most] = [steady[0], Math.min(...steady), Math.max(...samples.map((sample) => sample.resident))];
  const change = Math.max(...steady.map((value) => Math.abs(value - first) / first));
  const isSteady = change <= mostChange;
  const isSmall = most <= mostMegabytes;
  process.stdout.write(
    `${minutes} minutes: ${first.toFixed(1)} MB after two, ${least.toFixed(1)} to ${Math.max(...steady).toFixed(1)} MB since, ` +
    `at most ${(100 * change).toFixed(1)} % away (${isSteady ? 'within' : 'MORE THAN'} ${100 * mostChange} %); ` +
    `never more than ${most.toFixed(1)} MB (${isSmall ? 'within' : 'MORE THAN'} ${mostMegabytes})\n`);
  return isSteady && isSmall ? 0 : 1;
}

function startBroker(port) {
  const configuration = join(folder, 'mosquitto.conf');
  writeFileSync(configuration, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\n`);
  return processes.start('mosquitto', 'mosquitto', ['-c', configuration]);
}

/** Everything on: the mode that loads every network. */
function startAgent(brokerPort) {
  const configuration = join(folder, 'edgemonitor.json');
  writeFileSync(configuration, JSON.stringify({
    device: { site: 'soak', room: 'classroom', id: 'edge-1' },
    camera: { preset: 'file', path: options.video, width: 1280, height: 720, framesPerSecond: 12, loop: true },
    attention: { mode: 'combined', emotionInferenceAcknowledged: true, windowSeconds: 10 },
    mqtt: { host: '127.0.0.1', port: brokerPort },
  }, null, 2));
  return processes.start('agent', options.agent, ['run', '--config', configuration]);
}

/** Megabytes of a process, as the kernel counts them. */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)[1]) * 1024 / 1e6;
  return { resident: megabytes('VmRSS'), anonymous: megabytes('RssAnon') };
}

async function end(status) {
  await processes.stopAll();
  rmSync(folder, { recursive: true, force: true });
  process.exit(status);
}
