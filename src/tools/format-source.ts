import { format, resolveConfig } from 'prettier';

/** Source text in the project's own formatting, as if it stood in the file `path`. */
export async function formatSource(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
