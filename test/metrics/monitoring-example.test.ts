import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { metricFamilies } from '../../src/metrics/families.ts';
import { everything } from './everything.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const families = metricFamilies(everything);
const names = families.map(({ name }) => name).sort();
const labels = new Map(
  families.map(({ name, samples }) => [name, ['database', ...Object.keys(samples[0]?.labels ?? {})]]),
);

const targetSchema = z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.string() }) });
const panelSchema = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().min(1),
  description: z.string().min(1).optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(targetSchema).default([]),
});
const dashboardSchema = z.object({
  title: z.string(),
  uid: z.string(),
  schemaVersion: z.number(),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(panelSchema),
});
const dashboard = dashboardSchema.parse(JSON.parse(read('examples/monitoring/grafana-dashboard.json')));

const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});
const alerts = rulesSchema.parse(parse(read('examples/monitoring/alerts.yml'))).groups.flatMap(({ rules }) => rules);

/** The metrics of tviews that an expression names. */
function metricsIn(expression: string): readonly string[] {
  return expression.match(/\btviews_\w+/g) ?? [];
}

test('each metric has a sample where there is everything to tell', () => {
  expect(families.filter(({ samples }) => samples.length === 0)).toEqual([]);
});

test('the panels show the metrics that tviews metrics prints, all of them and no others', () => {
  const shown = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
  expect([...new Set(shown)].sort()).toEqual(names);
});

test('alerts are about metrics that there are', () => {
  expect(alerts.length).toBeGreaterThan(5);
  for (const { expr } of alerts) for (const name of metricsIn(expr)) expect(names).toContain(name);
  for (const { alert } of alerts) expect(read('docs/monitoring.md')).toContain(alert);
});

test('panels and alerts ask for labels that the metrics have, and divide like by like', () => {
  const expressions = [...alerts, ...dashboard.panels.flatMap(({ targets }) => targets)].map(({ expr }) => expr);
  for (const expression of expressions) {
    for (const [, name = '', matchers = ''] of expression.matchAll(/(tviews_\w+)\{([^}]*)\}/g)) {
      const asked = [...matchers.matchAll(/(\w+)=/g)].map(([, label]) => label);
      expect(labels.get(name)).toEqual(expect.arrayContaining(asked));
    }
    for (const [, name = ''] of expression.matchAll(/rate\((tviews_\w+)/g)) expect(name).toMatch(/_total$/);
  }
});

test('the dashboard is one that Grafana can lay out', () => {
  const { panels, templating } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'database', 'tview']);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  for (const { type, targets, title, description } of panels.filter((panel) => panel.type !== 'row')) {
    expect({ type, targets: targets.length > 0, title }).toEqual({ type, targets: true, title });
    expect(description).toMatch(/\.$/);
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    for (const { datasource } of targets) expect(datasource.uid).toMatch(/^\$\{datasource\}$/);
  }
});

test('Prometheus keeps what the alerts are about', () => {
  const config = parse(read('examples/monitoring/prometheus.yml'));
  expect(config.rule_files).toEqual(['alerts.yml']);
  const [{ regex }] = config.scrape_configs[0].metric_relabel_configs;
  const kept = new RegExp(`^(?:${regex})$`);
  const needed = alerts.flatMap(({ expr }) => expr.match(/\b(?:tviews|node)_\w+/g) ?? []);
  expect(needed.filter((name) => !kept.test(name))).toEqual([]);
});

test('docs/monitoring.md lists the metrics as they are', () => {
  const rows = [...read('docs/monitoring.md').matchAll(/^\| `(tviews_\w+)` \| (\w+) \| (.*?) \| (.*?) \|$/gm)];
  expect(rows.map(([, name, type, given, help]) => ({ name, type, given, help }))).toEqual(
    families.map(({ name, type, help, samples }) => ({
      name,
      type,
      given: Object.keys(samples[0]?.labels ?? {})
        .map((label) => `\`${label}\``)
        .join(', '),
      help,
    })),
  );
});
