const width = 80;

/** Breaks a text at blanks into lines of at most 80 columns; the first is indented, those after it by two more. */
export function paragraph(text: string, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  const start = () => ' '.repeat(indent + (indent > 0 ? 2 : 0));
  for (const word of text.split(' ')) {
    const isFirst = line.trim() === '';
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = start() + word;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line];
}
