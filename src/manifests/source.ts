import { Json, Chunk, chunks, parseYaml } from './yaml';
import { YamlPositions } from './yaml-lines';

/** Where a manifest came from. */
export interface Origin {
  /** Path of the construct that made it. */
  readonly construct?: string;
  /** File that it was read from; `-` for standard input. */
  readonly file?: string;
  /** Where the program that made it made it, e.g. `main.ts:12:3`; nothing if that is not known. */
  source?(): string | undefined;
  /** Line of a field of it in that file, or of the nearest field around it that is there. */
  line(steps: readonly (string | number)[]): number | undefined;
}

/** One text of YAML. */
export class YamlSource {
  private lineStarts?: number[];

  constructor(private readonly text: string, private readonly file?: string) {}

  /** Every document that is not empty, and where it came from. */
  public * documents(): Generator<{ readonly document: Json; readonly origin: Origin }> {
    const text = this.text.startsWith('\ufeff') ? this.text.slice(1) : this.text;
    for (const chunk of chunks(text)) {
      const documents = parseYaml(chunk, offset => `${this.file ?? 'input'}:${this.lineOf(offset)}`);
      for (let i = 0; i < documents.length; i++) {
        if (documents[i] !== null && documents[i] !== undefined) { yield { document: documents[i], origin: this.origin(chunk, i) }; }
      }
    }
  }

  private origin(chunk: Chunk, index: number): Origin {
    return { file: this.file, line: steps => this.lineOf(chunk.offset + positionsIn(chunk).offsetOf(index, steps)) };
  }

  private lineOf(offset: number): number {
    const starts = this.lineStarts ??= lineStarts(this.text);
    let low = 0;
    for (let high = starts.length; low < high;) {
      const middle = Math.floor((low + high) / 2);
      if (starts[middle] <= offset) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }
}

/** Of the chunk that was asked for last: findings come one object after the other. */
let last: { readonly chunk: Chunk; readonly positions: YamlPositions } | undefined;

function positionsIn(chunk: Chunk): YamlPositions {
  if (last?.chunk !== chunk) { last = { chunk, positions: new YamlPositions(chunk.text) }; }
  return last.positions;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { starts.push(at + 1); }
  return starts;
}
