import type { Expression, FromItem } from '../../src/parse/types.ts';

/** An expression as one line: `=(a.b, 1)`. */
export function show(expression: Expression | undefined): string {
  if (expression === undefined) return '';
  const list = (operands: readonly Expression[]) => `(${operands.map(show).join(', ')})`;
  switch (expression.kind) {
    case 'column':
      return [...expression.path, ...(expression.star ? ['*'] : [])].join('.');
    case 'constant':
      return expression.integer === undefined ? '?' : `${expression.integer}`;
    case 'operator':
    case 'call':
      return `${expression.name.join('.')}${list(expression.operands)}`;
    case 'cast':
      return `${show(expression.operand)}::${expression.type.join('.')}`;
    case 'subquery':
      return `${expression.link} ${expression.operator?.join('.') ?? ''}${list(expression.test ? [expression.test] : [])}`;
    case 'other':
      return `<${expression.node}>${list(expression.operands)}`;
    default:
      return `${expression.kind}${list(expression.operands)}`;
  }
}

/** A FROM item as one line. */
export function showItem(item: FromItem): string {
  const columns = item.columnAliases.length > 0 ? `(${item.columnAliases.join(', ')})` : '';
  const alias = `${item.alias === undefined ? '' : ` ${item.alias}`}${columns}`;
  switch (item.kind) {
    case 'relation':
      return [item.only ? 'only' : '', item.schema ?? '', item.name, item.sampled ? 'sampled' : '']
        .filter((part) => part !== '')
        .join(' ')
        .concat(alias);
    case 'subquery':
      return `${item.lateral ? 'lateral ' : ''}query${alias}`;
    case 'function':
      return `${item.calls.map(show).join(' + ')}${item.ordinality ? ' numbered' : ''}${alias} [${item.definedColumns.join(', ')}]`;
    case 'join': {
      const how = `${item.natural ? 'natural ' : ''}${item.type}`;
      const using = item.using
        ? ` using (${item.using.join(', ')})${item.usingAlias ? ` ${item.usingAlias}` : ''}`
        : '';
      const on = item.on ? ` on ${show(item.on)}` : '';
      return `{${showItem(item.left)} ${how} ${showItem(item.right)}${using}${on}}${alias}`;
    }
    default:
      return item satisfies never;
  }
}
