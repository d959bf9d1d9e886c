// The serving app as a separate process that a test can kill. Closed by `dispose`.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type BundledProgram, bundleProgram } from '../bundle-program';
import { makeTemporaryFolder } from '../temporary-folder';
import { RawClient } from './scripted-broker';

export type BrokerCommand = 'refresh' | 'handed-out' | 'watch-stalls' | 'stall' | 'end';

export class BrokerProcess {
  readonly folder: string;
  readonly #bundle: BundledProgram;
  readonly #remove: () => Promise<void>;
  #child: ChildProcess | undefined;
  #socket = '';

  private constructor(bundle: BundledProgram, folder: string, remove: () => Promise<void>) {
    this.#bundle = bundle;
    this.folder = folder;
    this.#remove = remove;
  }

  static async open(): Promise<BrokerProcess> {
    const bundle = await bundleProgram('test/support/handout/broker-process-entry.ts', {
      external: ['koffi', 'keytar'],
    });
    const { path, remove } = await makeTemporaryFolder();
    const opened = new BrokerProcess(bundle, path, remove);
    await opened.start();
    return opened;
  }

  get socket(): string {
    return this.#socket;
  }

  async start(): Promise<void> {
    const child = fork(this.#bundle.path, [this.folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    const [{ answer }] = (await once(child, 'message')) as [{ answer: string }];
    this.#socket = answer;
  }

  /** Killed without a chance to clean up. */
  async kill(): Promise<void> {
    if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async run<Result>(command: BrokerCommand): Promise<Result> {
    const child = this.#child;
    if (!child) throw new Error('it does not run');
    const answered = once(child, 'message') as Promise<[{ answer: Result }]>;
    child.send(command);
    return (await answered)[0].answer;
  }

  async connect(): Promise<RawClient> {
    const client = new RawClient(connect(this.#socket));
    await once(client.socket, 'connect');
    return client;
  }

  async greeted(): Promise<RawClient> {
    const client = await this.connect();
    await client.call('hello', { protocols: [1], client: { name: 'test', version: '1' } });
    return client;
  }

  async dispose(): Promise<void> {
    await this.kill();
    await this.#bundle.dispose();
    await this.#remove();
  }
}
