import { parse } from "/base/swap.js";

/** Characters from which on a block is left plain: colouring it would hold the page up. */
const tooLong = 20_000;

/** Languages by file, with the other names that people write behind the three backticks. */
const languages = {
  bash: "sh zsh", c: "h", clojure: "clj edn", cmake: "", cpp: "c++ cc cxx hpp hxx hh h++", csharp: "c# cs", css: "", dart: "", diff: "patch",
  dockerfile: "docker", elixir: "ex exs", erlang: "erl", fsharp: "f# fs", go: "golang", graphql: "gql", haskell: "hs", http: "https", ini: "toml",
  java: "jsp", javascript: "js jsx mjs cjs", json: "jsonc json5", julia: "jl", kotlin: "kt kts", latex: "tex", lisp: "", lua: "", makefile: "make mk mak",
  markdown: "md", nginx: "nginxconf", nix: "nixos", objectivec: "objc obj-c mm", ocaml: "ml", perl: "pl pm", php: "", powershell: "ps ps1 pwsh",
  protobuf: "proto", python: "py", r: "", ruby: "rb", rust: "rs", scala: "", scss: "", shell: "console shellsession", sql: "", swift: "",
  typescript: "ts tsx mts cts", vim: "", xml: "html xhtml svg rss", yaml: "yml",
};

/** @type {Record<string, string[]>} What is written inside of others. */
const inside = { markdown: ["xml"], php: ["xml"], shell: ["bash"], xml: ["css", "javascript"] };

/** @type {Map<string, string>} */
const files = new Map(Object.entries(languages).flatMap(([file, others]) => [file, ...others.split(" ")].map(name => [name, file])));

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();
/** @type {Promise<any> | undefined} */
let core;

const sight = new IntersectionObserver(seen, { rootMargin: "200px" });

/**
 * Colours a block once it is in sight, if its language is known.
 * @param {HTMLElement} block a `pre`
 */
export function colour(block) {
  if (fileOf(block) && (block.textContent?.length ?? 0) <= tooLong) sight.observe(block);
}

/** @param {Element} block */
const fileOf = block => files.get(/(?:^| )language-(\S+)/.exec(block.firstElementChild?.className ?? "")?.[1] ?? "");

/** @param {IntersectionObserverEntry[]} entries */
function seen(entries) {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    write(target);
  }
}

/** @param {Element} block */
async function write(block) {
  const [code, file] = [block.firstElementChild, fileOf(block)];
  if (!code || !file) return;
  try {
    const hljs = await (core ??= import("/vendor/highlight.js/core.min.js").then(module => module.default));
    await load(hljs, file);
    const { value } = hljs.highlight(code.textContent ?? "", { language: file, ignoreIllegals: true });
    code.replaceChildren(parse(value));
  } catch {
    // Without a line to the server code stays plain, which is how it was written; the next block tries again.
    core = undefined;
    loaded.clear();
  }
}

/**
 * @param {any} hljs
 * @param {string} file
 * @returns {Promise<void>}
 */
function load(hljs, file) {
  if (!loaded.has(file)) loaded.set(file, fetchLanguage(hljs, file));
  return /** @type {Promise<void>} */ (loaded.get(file));
}

/**
 * @param {any} hljs
 * @param {string} file
 */
async function fetchLanguage(hljs, file) {
  const [{ default: grammar }] = await Promise.all([
    import(`/vendor/highlight.js/languages/${file}.min.js`),
    ...(inside[file] ?? []).map(other => load(hljs, other)),
  ]);
  hljs.registerLanguage(file, grammar);
}
