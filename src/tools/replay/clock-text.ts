const SECONDS_OF = [1, 60, 3_600];

/** Milliseconds as "mm:ss", or "h:mm:ss". */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3_600);
  return (hours === 0 ? parts : [String(hours), ...parts]).join(':');
}

/** The milliseconds of "90", "01:30" or "0:01:30". @throws Error for any other form */
export function parseClock(text: string): number {
  if (!/^\d+(:\d{1,2}){0,2}(\.\d+)?$/.test(text)) throw new Error(`"${text}" is no time such as 01:30.`);
  const parts = text.split(':').reverse();
  return Math.round(parts.reduce((sum, part, index) => sum + Number(part) * (SECONDS_OF[index] ?? 0), 0) * 1000);
}
