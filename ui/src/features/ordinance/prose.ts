/** How a run of words is set. */
export type Run = { text: string; strong: boolean; emphasis: boolean; code: boolean };

/** A paragraph, or a list of items; each as its runs. */
export type Block = { kind: "paragraph"; runs: Run[] } | { kind: "list"; items: Run[][] };

/** Words between stars, a name, or one letter that is no mark. */
const MARKED = /(\*{1,3})(?=\S)(.+?)(?<=\S)\1(?!\*)|`([^`]*)`|\\([\\`*_[\]()#.!-])/gs;
const ITEM = /^[-*] /;

/** Reads text that is written with `**bold**`, `*emphasis*`, `` `names` `` and lists of lines that begin with `- `.
 * Everything else is text, markup of other kinds too. */
export function blocksOf(text: string): Block[] {
  return text.split(/\n\s*\n/).flatMap((part) => {
    const blocks: Block[] = [];
    let paragraph: string[] = [];
    let items: string[] = [];
    const close = () => {
      if (paragraph.length > 0) blocks.push({ kind: "paragraph", runs: runsOf(paragraph.join("\n")) });
      if (items.length > 0) blocks.push({ kind: "list", items: items.map((item) => runsOf(item)) });
      paragraph = [];
      items = [];
    };
    for (const line of part.split("\n")) {
      const last = items.at(-1);
      if (ITEM.test(line)) {
        if (paragraph.length > 0) close();
        items.push(line.replace(ITEM, ""));
      } else if (last !== undefined) items[items.length - 1] = `${last} ${line.trim()}`;
      else if (line.trim() !== "") paragraph.push(line.trim());
    }
    close();
    return blocks;
  });
}

/** Reads one line. A mark that nothing closes is text. */
export function runsOf(text: string, strong = false, emphasis = false): Run[] {
  const runs: Run[] = [];
  let at = 0;
  const put = (words: string, code = false) => {
    if (words !== "") runs.push({ text: words, strong, emphasis, code });
  };
  for (const { 0: whole, 1: stars, 2: stressed, 3: name, 4: letter, index } of text.matchAll(MARKED)) {
    put(text.slice(at, index));
    at = index + whole.length;
    if (stars !== undefined && stressed !== undefined) {
      runs.push(...runsOf(stressed, strong || stars.length > 1, emphasis || stars.length !== 2));
    } else if (name !== undefined) put(name, true);
    else put(letter ?? "");
  }
  put(text.slice(at));
  return runs;
}
