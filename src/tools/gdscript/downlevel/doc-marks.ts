/** A comment without the markup that Godot 3 does not support: `[param x]` to `x`, `[method x]` to `x()`. */
export function docComment(text: string): string {
  if (!text.startsWith('##')) return text;
  return text
    .replace(/\[(?:method|annotation) ([^\]]+)\]/g, (_, name: string) => `${plain(name)}()`)
    .replace(/\[(?:param|member|signal|constant|enum) ([^\]]+)\]/g, (_, name: string) => plain(name))
    .replace(/\[code\](.*?)\[\/code\]/g, (_, code: string) =>
      code.replace(/&"/g, '"').replace(/^for (\w+): \w+ in/, 'for $1 in'),
    )
    .replace(/\[\/?(?:b|i)\]/g, '')
    .replace(/\[([A-Z]\w*)\]/g, '$1')
    .trimEnd();
}

function plain(name: string): string {
  return name.replace(/^(?:@\w+|Callable)\./, '');
}
