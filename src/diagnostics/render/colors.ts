import picocolors from 'picocolors';

/** Functions that colour text, or leave it alone. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal, or none. */
export const createColors: (enabled: boolean) => Colors = picocolors.createColors;
