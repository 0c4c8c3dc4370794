import { expect, test } from 'vitest';
import { toDot } from '../../src/graph/dot.ts';
import { dataFlow, flowAround } from '../../src/graph/flow.ts';
import { displayNames, edgeLabel, showsColumns } from '../../src/graph/labels.ts';
import { toMermaid } from '../../src/graph/mermaid.ts';
import type { DataFlow, FlowEdge } from '../../src/graph/types.ts';
import { analyzeText } from './harness.ts';

const tables = `
  tb_user (pk_user int pk, name text, bio text)
  tb_post (pk_post int pk, fk_user int, title text)
  tb_rate (rate int)
  tb_tag (pk_tag int pk, name text)`;

const definitions = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tv_user u ON u.pk_user = p.fk_user',
  'tv_user.sql': 'SELECT pk_user, name FROM tb_user',
  'tv_tag.sql': '-- @on-change tb_rate: full\nSELECT t.pk_tag, (SELECT max(rate) FROM tb_rate) AS rate FROM tb_tag t',
};

const edge = (from: string, to: string, rest: Partial<FlowEdge> = {}): FlowEdge => ({
  from,
  to,
  columns: ['pk'],
  wholeRow: false,
  cost: 'own-key',
  ...rest,
});

const node = (name: string, kind: 'base-table' | 'tview' = 'tview') => ({
  name,
  kind,
  key: [],
  refreshedManually: false,
});

test('base tables come first, and TVIEWs in dependency order', async () => {
  const { nodes } = dataFlow(await analyzeText(tables, definitions));
  expect(nodes.map(({ name, kind, key }) => [name, kind, ...key].join(' '))).toEqual([
    'public.tb_post base-table',
    'public.tb_rate base-table',
    'public.tb_tag base-table',
    'public.tb_user base-table',
    'public.tv_user tview pk_user',
    'public.tv_post tview pk_post',
    'public.tv_tag tview pk_tag',
  ]);
});

test('an edge names the columns that matter, and what a change costs', async () => {
  const { edges } = dataFlow(await analyzeText(tables, definitions));
  const told = edges.map(({ from, to, columns, cost }) => `${from} -> ${to} (${columns.join(', ')}) ${cost}`);
  expect(told).toEqual([
    'public.tb_user -> public.tv_user (pk_user, name) own-key',
    'public.tb_post -> public.tv_post (pk_post, fk_user, title) own-key',
    'public.tv_user -> public.tv_post (pk_user, name) mapped',
    'public.tb_rate -> public.tv_tag (rate) full',
    'public.tb_tag -> public.tv_tag (pk_tag) own-key',
  ]);
});

test('several reads of a table are one edge', async () => {
  const twice =
    'SELECT p.pk_post, (SELECT max(o.title) FROM tb_post o WHERE o.fk_user = p.fk_user) AS top FROM tb_post p';
  const { edges } = dataFlow(await analyzeText(tables, { 'tv_post.sql': twice }));
  expect(edges).toEqual([
    edge('public.tb_post', 'public.tv_post', { columns: ['pk_post', 'fk_user', 'title'], cost: 'mapped' }),
  ]);
});

test('the part around a TVIEW has what it reads, and what reads it', async () => {
  const { nodes, edges } = flowAround(dataFlow(await analyzeText(tables, definitions)), 'public.tv_user');
  expect(nodes.map(({ name }) => name)).toEqual(['public.tb_user', 'public.tv_user', 'public.tv_post']);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'public.tb_user public.tv_user',
    'public.tv_user public.tv_post',
  ]);
});

test('a Mermaid flowchart', async () => {
  const flow = dataFlow(await analyzeText(tables, definitions));
  expect(`${toMermaid(flow, { columns: true })}\n`).toMatchInlineSnapshot(`
    "flowchart LR
      r1[("tb_post")]
      r2[("tb_rate")]
      r3[("tb_tag")]
      r4[("tb_user")]
      r5["tv_user"]
      r6["tv_post"]
      r7["tv_tag"]
      r4 -->|"pk_user, name"| r5
      r1 -->|"pk_post, fk_user, title"| r6
      r5 -->|"pk_user, name"| r6
      r2 -.->|"rate"| r7
      r3 -->|"pk_tag"| r7
      classDef tview stroke-width:2px
      class r5,r6,r7 tview
    "
  `);
});

test('a Graphviz graph', async () => {
  const flow = flowAround(dataFlow(await analyzeText(tables, definitions)), 'public.tv_tag');
  expect(`${toDot(flow, { columns: true })}\n`).toMatchInlineSnapshot(`
    "digraph tviews {
      rankdir=LR;
      node [fontname="sans-serif"];
      edge [fontname="sans-serif", fontsize=10];
      "public.tb_rate" [label="tb_rate", shape="cylinder"];
      "public.tb_tag" [label="tb_tag", shape="cylinder"];
      "public.tv_tag" [label="tv_tag", shape="box", style="bold"];
      "public.tb_rate" -> "public.tv_tag" [label="rate", style="dashed"];
      "public.tb_tag" -> "public.tv_tag" [label="pk_tag"];
    }
    "
  `);
});

test('names that mean something to a drawing program are only names there', () => {
  const hostile = ['public."tb_<b>"]; x"', 'public."tb_`#35;`\\"', 'public."tv_ä ""q"""'];
  const flow: DataFlow = {
    nodes: hostile.map((name) => node(name)),
    edges: [edge(hostile[0] ?? '', hostile[2] ?? '', { columns: ['a"|b', '%%'] })],
  };
  const lines = toMermaid(flow, { columns: true }).split('\n').slice(1, 5);
  expect(lines).toEqual([
    '  r1["#34;tb_#60;b#62;#34;#93;#59; x#34;"]',
    '  r2["#34;tb_#96;#35;35#59;#96;#92;#34;"]',
    '  r3["#34;tv_ä #34;#34;q#34;#34;#34;"]',
    '  r1 -->|"a#34;#124;b, #37;#37;"| r3',
  ]);
  const dot = toDot(flow, { columns: false });
  expect(dot).toContain('"public.\\"tb_<b>\\"]; x\\"" [label="\\"tb_<b>\\"]; x\\"", shape="box", style="bold"];');
  expect(dot).toContain('"\\"tb_`#35;`\\\\\\""');
});

test.each([
  [{}, 'a, b'],
  [{ columns: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'a, b, c, d +2'],
  [{ columns: [] }, 'rows'],
  [{ wholeRow: true }, 'whole row'],
])('the label of %j is %s', (rest, label) => {
  expect(edgeLabel(edge('x', 'y', { columns: ['a', 'b'], ...rest }))).toBe(label);
});

test('schemas are shown where there are several', () => {
  const nodes = [node('public.tb_a', 'base-table'), node('"a.b".tv_a')];
  expect(displayNames({ nodes, edges: [] })('public.tb_a')).toBe('public.tb_a');
  expect(displayNames({ nodes: nodes.slice(1), edges: [] })('"a.b".tv_a')).toBe('tv_a');
});

test('thirty TVIEWs are drawn without columns', () => {
  const edges = Array.from({ length: 60 }, (_, index) => edge(`tb_${index % 30}`, `tv_${index % 20}`));
  expect(showsColumns({ nodes: [], edges })).toBe(false);
  expect(showsColumns({ nodes: [], edges: edges.slice(0, 40) })).toBe(true);
});
