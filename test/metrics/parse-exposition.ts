/** A sample as Prometheus would store it. */
export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const nameForm = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const sampleForm = /^([a-zA-Z_][a-zA-Z0-9_]*)(?:\{(.*)\})? (\S+)$/;
const pairForm = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(,(?=.)|$)/y;

/**
 * Reads Prometheus' text format 0.0.4, more strictly than Prometheus: each family is announced by HELP, then TYPE, its
 * samples follow without others between them, names follow the conventions, no sample is there twice. Throws at what is
 * not so.
 */
export function parseExposition(text: string): readonly ParsedSample[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const samples: ParsedSample[] = [];
  const families = new Map<string, string>();
  let helped = '';
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      if (families.has(name) || !nameForm.test(name)) throw new Error(`HELP of ${name}: again, or no name`);
      if (!rest.endsWith('.') || /\\(?![\\n])/.test(rest)) throw new Error(`HELP of ${name} is no sentence`);
      helped = name;
    } else if (kind === 'TYPE') {
      if (helped !== name) throw new Error(`TYPE of ${name} does not follow its HELP`);
      if (rest !== (name.endsWith('_total') ? 'counter' : 'gauge')) throw new Error(`${name} is no ${rest}`);
      families.set(name, rest);
      current = name;
    } else samples.push(parseSample(line, current));
  }
  const identities = samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
  if (new Set(identities).size < samples.length) throw new Error('a sample is there twice');
  const empty = [...families.keys()].find((name) => !samples.some((sample) => sample.name === name));
  if (empty !== undefined) throw new Error(`${empty} has no sample`);
  return samples;
}

function parseSample(line: string, family: string): ParsedSample {
  const [, name, list = '', text = ''] = sampleForm.exec(line) ?? [];
  if (name === undefined || name !== family) throw new Error(`not a sample of ${family}: ${line}`);
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Error(`not a number: ${line}`);
  if (name.endsWith('_total') && value < 0) throw new Error(`a counter is negative: ${line}`);
  return { name, labels: parseLabels(list), value };
}

function parseLabels(list: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  let end = 0;
  while (end < list.length) {
    pairForm.lastIndex = end;
    const [pair, name, value] = pairForm.exec(list) ?? [];
    if (pair === undefined || name === undefined || value === undefined) throw new Error(`not labels: ${list}`);
    if (name in labels) throw new Error(`label ${name} is there twice`);
    labels[name] = value.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
    end += pair.length;
  }
  return labels;
}
