import * as os from 'os';
import { MessageChannel, MessagePort, receiveMessageOnPort, Worker } from 'worker_threads';
import { FileText, Finding, Manifests } from '../manifests';
import { VALIDATION_CODES } from '../validation';

/** What the thread is to do. */
export interface Task {
  readonly files: readonly FileText[];
  /** Namespace of what names none. */
  readonly namespace?: string;
  /** Told when the answer is there. */
  readonly done: Int32Array;
  readonly port: MessagePort;
}

/** What it finds: a finding of the so-manyeth manifest. */
export interface Found extends Pick<Finding, 'code' | 'message' | 'hint' | 'path' | 'steps'> {
  readonly index: number;
}

/** In characters: where there is less to read, a thread takes longer to start than it saves. */
const LEAST = 1_000_000;
/** After so many milliseconds the thread has died, and what it was to do is done without it. */
const PATIENCE = 60_000;

/** Reads files and validates what they hold, while the thread that starts it reads them, too, and does all else. */
export class ValidationThread {
  /** Nothing where it would not be worth it, or where the program runs uncompiled. */
  public static start(files: readonly FileText[], namespace: string | undefined): ValidationThread | undefined {
    const length = files.reduce((sum, { text }) => sum + text.length, 0);
    return length >= LEAST && os.availableParallelism() > 1 && __filename.endsWith('.js') ? new ValidationThread(files, namespace) : undefined;
  }

  private readonly done = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;

  constructor(files: readonly FileText[], namespace: string | undefined) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const workerData: Task = { files, namespace, done: this.done, port: port2 };
    const worker = new Worker(require.resolve('./validation-worker'), { workerData, transferList: [port2] });
    // what cannot be read is told by who starts the thread, and ends the program at once
    worker.on('error', () => {}).unref();
    port1.unref();
  }

  /** What it has found, once it is done; nothing if it has died. */
  public findings(manifests: Manifests): Finding[] | undefined {
    Atomics.wait(this.done, 0, 0, PATIENCE);
    const found: readonly Found[] | undefined = receiveMessageOnPort(this.port)?.message;
    return found?.map(({ index, code, ...rest }) => ({ ...VALIDATION_CODES[code], ...rest, manifest: manifests.all[index] }));
  }
}
