import { parsePlainFlow } from './plain-flow';
import { Json } from './yaml';
import { plainScalar } from './yaml-scalars';

/**
 * Reads YAML as programs write it and people mostly do: block mappings and lists, scalars on one line, literal texts. It
 * takes a sixth of js-yaml's time. What it returns is what js-yaml would; all else, errors too, is left to js-yaml.
 *
 * @param flow reads a list or mapping in brackets
 * @returns nothing if the text has anything else in it
 */
export function parsePlainYaml(text: string, flow: (text: string) => Json): Json | undefined {
  if (UNUSUAL.test(text)) { return undefined; }
  try {
    return new PlainYaml(text, flow).document();
  } catch (e) {
    if (e === NOT_PLAIN) { return undefined; }
    throw e;
  }
}

/** Tabs, carriage returns, and what a stream of YAML must not have. */
const UNUSUAL = /[^\n -~\u00a1-\u167f\u3001-\ud7ff\uff01-\uffee]/;

const NOT_PLAIN = new Error('not plain');

function notPlain(): never { throw NOT_PLAIN; }

const [NEWLINE, SPACE, DOUBLE_QUOTE, HASH, SINGLE_QUOTE, DASH, COLON, OPEN_LIST, PIPE, OPEN_MAP] = [...'\n "#\'-:[|{'].map(c => c.charCodeAt(0));

/** What a plain scalar may start with: `-` too if no space follows. */
const PLAIN_START = new Set([...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-$(^\\;<'].map(c => c.charCodeAt(0)));
/** Keys that are read as they stand: no quotes, no words and numbers that are values. */
const KEY = /(?!(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE|null|Null|NULL|__proto__):)[A-Za-z_][\w./-]*(?=:[ \n])/y;
const QUOTED_KEY = /"(?!__proto__")([\w./-]+)"(?=:[ \n])/y;
/** To the end of the line, or to a comment. */
const DOUBLE_QUOTED = /"([^"\\\n]*)" *(?= #|\n)/y;
const ESCAPED = /"(?:[^"\\\n]|\\["\\nt])*" *(?= #|\n)/y;
const SINGLE_QUOTED = /'((?:[^'\n]|'')*)' *(?= #|\n)/y;
const LITERAL = /\|(-?) *\n/y;

/** js-yaml's, less one for the document. */
const DEEPEST = 99;
/** Half of it at most is depth. */
const LONGEST_FLOW = 150;
const LONGEST_KEY = 1000;

class PlainYaml {
  private at = 0;
  /** Of the line with content that starts, or goes on, at `at`. */
  private indent = 0;
  private depth = 0;
  /** Where the key that was read last ends. */
  private keyEnd = 0;
  private readonly text: string;

  constructor(text: string, private readonly flow: (text: string) => Json) {
    this.text = text.endsWith('\n') ? text : `${text}\n`;
  }

  public document(): Json {
    const { text } = this;
    if (text.startsWith('---')) {
      this.at = 3;
      this.endLine();
    } else {
      this.toContent();
    }
    if (this.at >= text.length || this.indent !== 0 || text.startsWith('...', this.at)) { notPlain(); }
    const value = this.block(0);
    if (this.at < text.length) { notPlain(); }
    return value;
  }

  /** Goes to the next line that holds more than a comment. */
  private toContent(): void {
    const { text } = this;
    for (let at = this.at; ;) {
      const start = at;
      while (text.charCodeAt(at) === SPACE) { at++; }
      const code = text.charCodeAt(at);
      if (code === HASH) {
        at = text.indexOf('\n', at) + 1;
      } else if (code === NEWLINE) {
        at++;
      } else {
        this.at = at;
        this.indent = at >= text.length ? -1 : at - start;
        return;
      }
    }
  }

  /** Leaves a line on which nothing but spaces or a comment is left. */
  private endLine(): void {
    const { text } = this;
    let at = this.at;
    while (text.charCodeAt(at) === SPACE) { at++; }
    const code = text.charCodeAt(at);
    if (code === HASH && at > this.at) {
      this.at = text.indexOf('\n', at) + 1;
    } else if (code === NEWLINE) {
      this.at = at + 1;
    } else {
      notPlain();
    }
    this.toContent();
  }

  /** A mapping or list of block style whose lines are indented so. */
  private block(indent: number): Json {
    if (++this.depth > DEEPEST) { notPlain(); }
    const value = this.startsItem() ? this.list(indent) : this.mapping(indent);
    if (this.indent > indent) { notPlain(); }
    this.depth--;
    return value;
  }

  private startsItem(): boolean {
    if (this.text.charCodeAt(this.at) !== DASH) { return false; }
    const next = this.text.charCodeAt(this.at + 1);
    return next === SPACE || next === NEWLINE;
  }

  private list(indent: number): Json[] {
    const { text } = this;
    const list: Json[] = [];
    while (this.indent === indent && this.startsItem()) {
      const dash = this.at++;
      while (text.charCodeAt(this.at) === SPACE) { this.at++; }
      const code = text.charCodeAt(this.at);
      if (code === NEWLINE || code === HASH) {
        this.at = dash + 1;
        this.endLine();
        list.push(this.indent > indent ? this.block(this.indent) : null);
        continue;
      }
      const column = indent + this.at - dash;
      if (this.startsItem() || this.key() !== undefined) {
        this.indent = column;
        list.push(this.block(column));
      } else {
        list.push(this.scalar(indent));
      }
    }
    return list;
  }

  private mapping(indent: number): Json {
    const { text } = this;
    const map: Json = {};
    while (this.indent === indent) {
      const key = this.key();
      if (key === undefined || Object.hasOwn(map, key)) { notPlain(); }
      this.at = this.keyEnd + 1;
      const afterColon = this.at;
      while (text.charCodeAt(this.at) === SPACE) { this.at++; }
      const code = text.charCodeAt(this.at);
      if (code === NEWLINE || code === HASH) {
        this.at = afterColon;
        this.endLine();
        const nested = this.indent > indent || (this.indent === indent && this.startsItem());
        map[key] = !nested ? null : this.indent === indent ? this.listBeside(indent) : this.block(this.indent);
      } else {
        map[key] = this.scalar(indent);
      }
    }
    return map;
  }

  /** A list that is indented no deeper than the key that it belongs to. */
  private listBeside(indent: number): Json[] {
    if (++this.depth > DEEPEST) { notPlain(); }
    const list = this.list(indent);
    this.depth--;
    return list;
  }

  private key(): string | undefined {
    const { text, at } = this;
    if (text.charCodeAt(at) === DOUBLE_QUOTE) {
      QUOTED_KEY.lastIndex = at;
      const quoted = QUOTED_KEY.exec(text);
      if (!quoted) { return undefined; }
      this.keyEnd = QUOTED_KEY.lastIndex;
      return quoted[1];
    }
    KEY.lastIndex = at;
    if (!KEY.test(text)) { return undefined; }
    this.keyEnd = KEY.lastIndex;
    if (this.keyEnd - at > LONGEST_KEY) { notPlain(); }
    return text.slice(at, this.keyEnd);
  }

  /** What stands on the rest of a line, in a mapping or list that is indented so. */
  private scalar(indent: number): Json {
    const { text, at } = this;
    switch (text.charCodeAt(at)) {
      case DOUBLE_QUOTE: return this.quoted(indent);
      case SINGLE_QUOTE: return this.ended(this.match(SINGLE_QUOTED)[1].replaceAll("''", "'"), indent);
      case PIPE: return this.literal(indent);
      case OPEN_LIST: case OPEN_MAP: return this.inBrackets(indent);
    }
    if (!PLAIN_START.has(text.charCodeAt(at)) || this.startsItem() || text.startsWith('<<', at)) { notPlain(); }
    let end = text.indexOf('\n', at);
    this.at = end;
    for (let i = at + 1; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === COLON) {
        const next = text.charCodeAt(i + 1);
        if (next === SPACE || next === NEWLINE) { notPlain(); }
      } else if (code === HASH && text.charCodeAt(i - 1) === SPACE) {
        end = i;
      }
    }
    while (text.charCodeAt(end - 1) === SPACE) { end--; }
    const value = plainScalar(text.slice(at, end));
    if (typeof value === 'number' && !Number.isFinite(value)) { notPlain(); }
    return this.ended(value, indent);
  }

  /** The value, once the line is left: text that is indented deeper would go on with it. */
  private ended(value: Json, indent: number): Json {
    this.endLine();
    if (this.indent > indent) { notPlain(); }
    return value;
  }

  private quoted(indent: number): string {
    DOUBLE_QUOTED.lastIndex = this.at;
    const simple = DOUBLE_QUOTED.exec(this.text);
    if (!simple) { return this.ended(JSON.parse(this.match(ESCAPED)[0]), indent); }
    this.at = DOUBLE_QUOTED.lastIndex;
    return this.ended(simple[1], indent);
  }

  private match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) { notPlain(); }
    this.at = pattern.lastIndex;
    return found!;
  }

  private inBrackets(indent: number): Json {
    const end = this.text.indexOf('\n', this.at);
    const line = this.text.slice(this.at, end).trimEnd();
    this.at = end;
    // aliases, and what is nested too deep together with what is around it, are not seen here
    if (/[&*]/.test(line) || line.length > LONGEST_FLOW) { notPlain(); }
    const value = parsePlainFlow(line) ?? this.flow(line);
    if (value === undefined || this.depth > DEEPEST - LONGEST_FLOW / 2) { notPlain(); }
    return this.ended(value, indent);
  }

  /** A text of lines. */
  private literal(indent: number): string {
    const { text } = this;
    const strip = this.match(LITERAL)[1] === '-';
    const start = this.at;
    while (text.charCodeAt(this.at) === SPACE) { this.at++; }
    const depth = this.at - start;
    if (depth <= indent || text.charCodeAt(this.at) === NEWLINE) { notPlain(); }
    const margin = text.slice(start, this.at);
    const lines: string[] = [];
    let ended = start;
    for (let at = start; at < text.length;) {
      const end = text.indexOf('\n', at);
      if (text.startsWith(margin, at)) {
        lines.push(text.slice(at + depth, end));
        ended = end + 1;
        if (text.charCodeAt(at + depth) === SPACE && /^ *$/.test(lines[lines.length - 1])) { notPlain(); }
        if (end === at + depth) { notPlain(); }
      } else if (end === at) {
        lines.push('');
      } else {
        break;
      }
      at = end + 1;
    }
    while (lines[lines.length - 1] === '') { lines.pop(); }
    this.at = ended;
    this.toContent();
    if (this.indent > indent) { notPlain(); }
    return lines.join('\n') + (strip ? '' : '\n');
  }
}
