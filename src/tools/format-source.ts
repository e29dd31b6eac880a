/** Source text in the project's own formatting, as for the file `path`; unchanged if prettier is not installed. */
export async function formatSource(text: string, path: string): Promise<string> {
  const prettier = await import('prettier').catch(() => undefined);
  if (prettier === undefined) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}
