// Child processes that end with the demonstration, whatever way it ends.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const gracePeriod = 8000;

// Settings that the user's environment holds for a real device must not reach the demonstration.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(EDGEMONITOR|ASPNETCORE)_/i.test(name)));

/** Child processes, each with its log file in one folder. */
export class Processes {
  #folder;
  #running = [];

  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * Starts a program. Each leads a process group of its own: Ctrl-C in a terminal then reaches only this process, which
   * stops the others in order, and what a child has started itself (the agent its camera) goes with it.
   * @param {string} name what messages and the log file call it
   * @param {{output?: 'pipe'}} options with `output: 'pipe'` its standard output is read by the caller instead of logged
   */
  start(name, program, args, { output } = {}) {
    const log = join(this.#folder, `${name}.log`);
    const file = openSync(log, 'a');
    const child = spawn(program, args, {
      cwd: this.#folder,
      env: environment,
      detached: true,
      stdio: ['ignore', output ?? file, file],
    });
    closeSync(file);
    const entry = { name, log, child };
    entry.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`));
      child.once('exit', (code, signal) => resolve(`${name} ended ${signal ? `by ${signal}` : `with status ${code}`}`));
    }).then((reason) => {
      this.#running = this.#running.filter((other) => other !== entry);
      // What it has left behind goes too.
      signalGroup(entry, 'SIGKILL');
      entry.reason = reason;
      return reason;
    });
    this.#running.push(entry);
    return entry;
  }

  /** Ends all, the last started first, so that each can still say goodbye to those it talks to. */
  async stopAll() {
    for (const entry of [...this.#running].reverse()) {
      signalGroup(entry, 'SIGTERM');
      await Promise.race([entry.ended, sleep(gracePeriod, undefined, { ref: false }).then(() => signalGroup(entry, 'SIGKILL'))]);
    }
  }

  /** Ends all at once, without asking. */
  killAll() {
    for (const entry of this.#running) {
      signalGroup(entry, 'SIGKILL');
    }
  }
}

function signalGroup({ child }, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has gone already.
  }
}

/** The last lines of a log file. */
export function tail(log, lines = 25) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Starts a server on a free loopback port and waits until it listens. Between choosing a port and listening on it another
 * program may take it, so a server that ends at once gets further ports.
 * @param {(port: number) => object} start starts the server and gives its entry
 */
export async function startOnFreePort(start, { attempts = 5, seconds = 30 } = {}) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = start(port);
    const deadline = Date.now() + seconds * 1000;
    while (!server.reason && !(await listens(port))) {
      if (Date.now() > deadline) {
        throw new Error(`${server.name} did not listen on port ${port} within ${seconds} s; its log ends with\n${tail(server.log)}`);
      }
      await Promise.race([server.ended, sleep(100)]);
    }
    if (!server.reason) {
      return { port, server };
    }
    if (attempt === attempts) {
      throw new Error(`${server.reason}; its log ends with\n${tail(server.log)}`);
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
