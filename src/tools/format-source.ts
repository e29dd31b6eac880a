/** Source text in the project's own formatting, as if it stood in the file `path`; as it is where there is no prettier. */
export async function formatSource(text: string, path: string): Promise<string> {
  const prettier = await import('prettier').catch(() => undefined);
  if (prettier === undefined) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
}
