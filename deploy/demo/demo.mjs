// The demonstration: a broker, the dashboard and the agent on a recorded class, all on free loopback ports and in a
// temporary folder. `./build.sh demo` builds what the arguments name and starts this.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Processes, startOnFreePort, tail } from './processes.mjs';

const windowSeconds = 10;
const windowsOnce = 3;
const patienceSeconds = 90;

const { values: options } = parseArgs({
  options: {
    agent: { type: 'string' },
    dashboard: { type: 'string' },
    video: { type: 'string' },
    once: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'edgemonitor-demo-'));
const processes = new Processes(folder);
let ending = false;

for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
  process.on(signal, () => {
    if (ending) {
      processes.killAll();
      return;
    }
    // Ctrl-C is how the endless demonstration is meant to end.
    const status = signal === 'SIGINT' && !options.once ? 0 : 128 + number;
    say('\nending ...');
    end(status);
  });
}

try {
  await demonstrate();
  await end(0);
} catch (error) {
  if (!ending) {
    say(`demo: ${error.message}`);
    await end(1);
  }
}

async function demonstrate() {
  say(`
This is a DEMONSTRATION with recorded, public videos. It runs in the mode 'expression', which infers emotions: in the
European Union that is prohibited in classrooms (Regulation (EU) 2024/1689, Article 5(1)(f)), also when only figures of a
whole room leave the device. The mode 'orientation' infers no emotions. README.md says more.
`);
  const { port: brokerPort, server: broker } = await startOnFreePort(startBroker);
  const { port: webPort, server: dashboard } = await startOnFreePort((port) => startDashboard(port, brokerPort));
  const subscriber = startSubscriber(brokerPort);
  const agent = startAgent(brokerPort);

  say(`dashboard  http://127.0.0.1:${webPort}/`);
  say(`broker     127.0.0.1:${brokerPort}`);
  say(`logs       ${folder}/*.log`);
  say(`figures    ${options.once ? `until ${windowsOnce} windows` : 'Ctrl-C ends; a line for each window'} of ${windowSeconds} s`);

  await Promise.race([
    followWindows(subscriber, agent),
    ...[broker, dashboard, subscriber, agent].map(failWhenEnded),
  ]);
}

function startBroker(port) {
  const configuration = join(folder, 'mosquitto.conf');
  writeFileSync(configuration, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\n`);
  return processes.start('mosquitto', 'mosquitto', ['-c', configuration]);
}

function startDashboard(port, brokerPort) {
  return processes.start('dashboard', options.dashboard, [
    '--urls', `http://127.0.0.1:${port}`, '--mqtt-host', '127.0.0.1', '--mqtt-port', `${brokerPort}`,
    // Nobody signs in to a demonstration, which only this machine can open; its history goes with it.
    '--open', '--database', join(folder, 'dashboard.db'),
  ]);
}

/** Its output is a payload a line. -R leaves out what the broker retained: only windows that come now count. */
function startSubscriber(brokerPort) {
  return processes.start('subscriber', 'mosquitto_sub', [
    '-h', '127.0.0.1', '-p', `${brokerPort}`, '-V', 'mqttv5', '-q', '1', '-R', '-t', 'edgemonitor/+/+/+/attention', '-F', '%p',
  ], { output: 'pipe' });
}

function startAgent(brokerPort) {
  const configuration = join(folder, 'edgemonitor.json');
  writeFileSync(configuration, JSON.stringify({
    device: { site: 'demo', room: 'classroom', id: 'edge-1' },
    camera: { preset: 'file', path: options.video, width: 1280, height: 720, framesPerSecond: 12, loop: true },
    attention: { mode: 'expression', emotionInferenceAcknowledged: true, publishExpressions: true, windowSeconds },
    mqtt: { host: '127.0.0.1', port: brokerPort },
  }, null, 2));
  return processes.start('agent', options.agent, ['run', '--config', configuration]);
}

/** Prints a line for every window; with --once ends after some, with the last one as JSON on standard output. */
async function followWindows(subscriber, agent) {
  const print = options.once ? say : (line) => process.stdout.write(`${line}\n`);
  let received = 0;
  const watchdog = sleep(patienceSeconds * 1000, undefined, { ref: false }).then(() => {
    const missing = options.once ? windowsOnce : 1;
    if (received >= missing) {
      return new Promise(() => {});
    }
    throw new Error(`${received} of ${missing} windows came within ${patienceSeconds} s; the agent's log ends with\n${tail(agent.log)}`);
  });
  const reading = (async () => {
    for await (const payload of createInterface({ input: subscriber.child.stdout })) {
      const window = JSON.parse(payload);
      received++;
      print(describe(window));
      if (options.once && received === windowsOnce) {
        process.stdout.write(`${JSON.stringify(window)}\n`);
        return;
      }
    }
    // The subscriber ended; whoever watches it says why.
    await new Promise(() => {});
  })();
  await Promise.race([reading, watchdog]);
}

/** One line of figures: "10:42:10  20 people, 95 % visible, 75 % attentive  (mode expression, coverage 100 %)". */
function describe(window) {
  const percent = (share) => `${Math.round(share * 100)} %`;
  const time = new Date(window.window_end).toLocaleTimeString('en-GB');
  const figures = window.status === 'ok'
    ? `${window.people} people, ${percent(window.visible_share)} visible, ${percent(window.attentive_share)} attentive`
    : `no figures: ${window.status}`;
  return `${time}  ${figures}  (mode ${window.mode}, coverage ${percent(window.coverage)})`;
}

async function failWhenEnded(entry) {
  const reason = await entry.ended;
  throw new Error(`${reason}; its log ends with\n${tail(entry.log)}`);
}

/** Ends all processes and then this one. The logs of a failure stay. */
async function end(status) {
  ending = true;
  await processes.stopAll();
  if (options.keep || status === 1) {
    say(`logs and configuration are kept in ${folder}`);
  } else {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(status);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
