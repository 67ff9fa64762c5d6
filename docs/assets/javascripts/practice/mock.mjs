// A mock interview by oneself: the interviewer's prompt, answers, probes and a twist at their minutes, a clock that counts
// up, room for notes and the board; at the end one's own scores, the verdict that follows, and what could have been said.

import { filled, load } from "./book.mjs";
import { button, counted, element, quoted, saveFile, sayDate, show } from "./elements.mjs";
import { choice, LEVELS } from "./levels.mjs";
import { LENGTH, matching, plan } from "./script.mjs";
import { store } from "./store.mjs";
import { troubleOn } from "./trouble.mjs";
import { SIGNALS, verdict, weakest } from "./verdict.mjs";

// How often a running interview is kept, in seconds.
const OFTEN = 5;

// What an interview begins with. Of what was said the record has ids and plain words, and no HTML: a file may bring it.
const BLANK = { level: "senior", seconds: 0, notes: "", board: "", log: [], scores: {}, evidence: {}, verdict: "", done: false };
const UNKNOWN = "Nothing is known about that. Say what you assume, and go on.";

const plain = (html) => quoted("div", html).textContent.replace(/\s+/g, " ").trim();
const clock = (seconds) => `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

export default async function mock(page) {
  const [scripts, phases, signals] = await Promise.all(["scripts", "phases", "signals"].map((name) => filled(page, name)));
  const tool = element("div", { className: "tool" });
  const box = page.querySelector(".tool-mock");
  const book = {
    phases: [...phases.querySelectorAll("tbody tr")].map(({ cells: [minutes, doing] }) => {
      const [from, to] = minutes.textContent.split("–").map(Number);
      return { from, to, doing: doing.textContent.trim() };
    }),
    // What each signal looks like at the three levels, and the chapters that teach it.
    anchors: Object.fromEntries([...signals.querySelectorAll("tbody tr")].map(({ cells: [signal, ...levels] }) => [signal.textContent.trim(), levels.map((cell) => cell.innerHTML)])),
    chapters: Object.fromEntries([...page.querySelectorAll(".signal-chapters dt")].map((name) => [name.textContent.trim(), name.nextElementSibling.innerHTML])),
    cases: Object.fromEntries([...scripts.querySelectorAll("[data-case]")].map((item) => [item.dataset.case, item.querySelector("a").textContent])),
  };
  box.before(tool);
  box.hidden = true;
  troubleOn(tool);

  const rows = () =>
    Object.entries(store.read().mocks)
      .map(([id, record]) => [id, { ...BLANK, begun: record.at, ...record }])
      .filter(([, record]) => book.cases[record.case])
      .sort(([, one], [, other]) => other.at - one.at);
  const begin = async (id, record) => new Interview(tool, book, id, record, await load(`cases/${record.case}`), choose).open();

  function choose() {
    const asked = new URLSearchParams(location.search);
    const form = element(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          const { case: name, level } = Object.fromEntries(new FormData(form));
          const at = Date.now();
          begin(String(at), { at, begun: at, case: name, level });
        },
      },
      element("p", {}, element("label", {}, "The problem ", element("select", { name: "case" }, ...Object.entries(book.cases).map(([name, title]) => new Option(title, name, false, name === asked.get("case")))))),
      element("fieldset", { className: "levels" }, element("legend", {}, "You apply as"), ...choice("level", LEVELS, asked.get("level") in LEVELS ? asked.get("level") : "senior")),
      element("p", { className: "buttons" }, element("button", { type: "submit", className: "md-button md-button--primary" }, "Begin: the clock starts")),
    );
    const open = rows().filter(([, record]) => !record.done);
    const done = rows().filter(([, record]) => record.done);
    const row = ([id, record]) => element("li", {}, button(`${book.cases[record.case]}, ${LEVELS[record.level]?.toLowerCase()}, ${record.done ? record.verdict || "not scored" : `minute ${Math.floor(record.seconds / 60)}`}`, () => begin(id, record), { className: "quiet" }), ` ${sayDate(record.begun)}`);
    show(
      tool,
      form,
      open.length ? element("section", {}, element("h3", {}, "Go on with"), element("ul", {}, ...open.map(row))) : "",
      done.length ? element("section", {}, element("h3", {}, "Done before"), element("ul", {}, ...done.map(row))) : "",
    );
  }

  choose();
}

class Interview {
  #tool;
  #book;
  #id;
  #record;
  #case;
  #leave;
  #plan;
  #runs = false;
  #since = 0;
  #kept = 0;
  #timer;

  constructor(tool, book, id, record, about, leave) {
    this.#tool = tool;
    this.#book = book;
    this.#id = id;
    this.#record = structuredClone({ ...BLANK, ...record });
    this.#case = about;
    this.#leave = leave;
    this.#plan = plan(about, record.level, record.begun);
  }

  open() {
    if (this.#record.done) this.#end();
    else this.#begin();
  }

  #keep() {
    this.#kept = this.#record.seconds;
    this.#record.at = Date.now();
    store.change((state) => (state.mocks[this.#id] = structuredClone(this.#record)));
  }

  // ---------- While it goes on ----------

  #begin() {
    const record = this.#record;
    const time = element("span", { className: "clock", role: "timer" });
    const phase = element("span", { className: "phase" });
    const bar = element("meter", { min: 0, max: LENGTH, "aria-hidden": "true" });
    const pause = button("Pause", () => this.#turn(!this.#runs, pause));
    const hide = button("Hide the clock", () => {
      const hidden = !time.hidden;
      for (const part of [time, phase, bar]) part.hidden = hidden;
      hide.textContent = hidden ? "Show the clock" : "Hide the clock";
    });
    const sound = element("input", { type: "checkbox" });
    const log = element("div", { className: "said", role: "log", "aria-label": "What was said" });
    const say = (entry) => log.append(this.#line(entry));
    record.log.forEach(say);

    const field = (name, words, rows) => {
      const area = element("textarea", { rows, value: record[name], input: () => ((record[name] = area.value), (this.#kept = -OFTEN)) });
      return element("label", { className: "field" }, words, area);
    };

    const tick = () => {
      if (!this.#tool.contains(log)) return this.#stop();
      const now = performance.now();
      if (this.#runs) record.seconds += Math.max(0, (now - this.#since) / 1000);
      this.#since = now;
      const minute = record.seconds / 60;
      const current = this.#book.phases.findLast(({ from }) => from <= minute);
      time.textContent = clock(record.seconds);
      phase.textContent = current ? `minute ${current.from} to ${current.to}: ${current.doing}` : "";
      bar.value = minute;
      for (const { minute: due, kind, id, text } of this.#plan) {
        if (due > minute || record.log.some((entry) => entry.minute === due && entry.kind === kind)) continue;
        const told = kind === "time" ? { minute: due, kind, text } : { minute: due, kind, id };
        record.log.push(told);
        say(told);
        if (sound.checked) ring();
        this.#keep();
      }
      if (record.seconds - this.#kept >= OFTEN) this.#keep();
    };

    const ask = (entry) => {
      const told = { ...entry, minute: record.seconds / 60 };
      record.log.push(told);
      say(told);
      this.#keep();
      log.lastElementChild.scrollIntoView({ block: "nearest" });
    };

    show(
      this.#tool,
      element("p", { className: "mock-bar" }, time, phase, bar),
      element(
        "p",
        { className: "buttons" },
        pause,
        hide,
        element("label", {}, sound, " a sound when the interviewer speaks"),
        button("End the interview", () => this.#close()),
      ),
      element(
        "div",
        { className: "mock-room" },
        element(
          "section",
          { "aria-label": "The interviewer" },
          element("h2", { "data-start": "" }, this.#case.title),
          quoted("div", this.#case.prompt, { className: "prompt" }),
          this.#questions(ask),
          log,
        ),
        element("section", { "aria-label": "Your paper" }, field("notes", "Your notes", 8), field("board", "The board: what stands on it, in words", 12)),
      ),
    );
    addEventListener("pagehide", () => this.#tool.contains(log) && this.#keep(), { once: true });
    this.#turn(true, pause);
    this.#timer = setInterval(tick, 1000);
    tick();
  }

  #turn(runs, pause) {
    this.#runs = runs;
    this.#since = performance.now();
    pause.textContent = runs ? "Pause" : "Go on";
  }

  #stop() {
    clearInterval(this.#timer);
    this.#runs = false;
  }

  /** Who said what: pairs of a speaker and HTML. */
  #turns({ kind, id, text }) {
    const { clarify, probes, twists } = this.#case;
    const said = (list, part) => list.find((each) => each.id === id)?.[part] ?? "";
    const own = element("span", {}, String(text)).innerHTML;
    if (kind === "asked") return [["You", said(clarify, "question")], ["Interviewer", said(clarify, "answer")]];
    if (kind === "own") return [["You", own], ["Interviewer", UNKNOWN]];
    return [["Interviewer", { probe: said(probes, "question"), twist: said(twists, "title") }[kind] ?? own]];
  }

  #line(entry) {
    const at = element("span", { className: "minute" }, `${Math.floor(entry.minute)}′ `);
    const turns = this.#turns(entry).map(([who, html], index) => element("div", {}, index ? "" : at, element("strong", {}, `${who}: `), quoted("span", html)));
    return element("div", { className: `speech ${entry.kind}` }, ...turns);
  }

  /** A question of one's own, and the case's questions for whoever has none. */
  #questions(ask) {
    const { clarify } = this.#case;
    const list = clarify.map((each) => ({ ...each, plain: plain(each.question) }));
    const own = element("input", { type: "text", name: "question", autocomplete: "off", "aria-describedby": "own-question" });
    const maybe = element("p", { role: "status", className: "buttons" });
    const put = (entry) => {
      ask(entry);
      own.value = "";
      maybe.replaceChildren();
    };
    const form = element(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          const written = own.value.trim();
          if (!written) return;
          const found = matching(written, list);
          const none = () => put({ kind: "own", text: written });
          if (!found.length) return none();
          maybe.replaceChildren("Did you mean:", ...found.slice(0, 3).map((each) => button(each.plain, () => put({ kind: "asked", id: each.id }))), button("None of these", none, { className: "quiet" }));
        },
      },
      element("label", { className: "field" }, "Ask the interviewer", own),
      element("p", { className: "buttons" }, element("button", { type: "submit" }, "Ask"), element("span", { id: "own-question" }, clarify.length ? "in your own words" : "")),
      maybe,
    );
    if (!clarify.length) return form;
    const questions = list.map((each) => {
      const item = button(each.plain, () => {
        put({ kind: "asked", id: each.id });
        item.disabled = true;
      });
      item.disabled = this.#record.log.some(({ id }) => id === each.id);
      return element("li", {}, item);
    });
    return element("div", {}, form, element("details", { className: "question-list" }, element("summary", {}, "Or choose from a list; some questions change nothing"), element("ul", {}, ...questions)));
  }

  #close() {
    this.#stop();
    this.#record.done = true;
    this.#keep();
    this.#end();
  }

  // ---------- At the end ----------

  #end() {
    const { title, practice, design } = this.#case;
    const record = this.#record;
    const up = "../../";
    show(
      this.#tool,
      element("h2", { "data-start": "" }, `${title}: ${counted(Math.round(record.seconds / 60), "minute")}, ${LEVELS[record.level].toLowerCase()}`),
      element(
        "p",
        { className: "buttons" },
        button("Save as Markdown", () => saveFile(`mock-${this.#case.name}.md`, this.#markdown(), "text/markdown")),
        button("Print", () => print()),
        button("Another interview", this.#leave, { className: "quiet" }),
      ),
      element("h3", {}, "Score yourself"),
      element("p", {}, "Quote what you said. What you cannot quote did not happen. 1: nothing, or an error kept; 2: Mid, or only when asked; 3: Senior, unasked; 4: beyond Senior."),
      ...this.#scores(),
      this.#rubric(),
      this.#said(),
      this.#paper(),
      this.#samples(),
      quoted("p", `<a href="${up}${design}">The worked design</a>, <a href="${up}${practice}#mock-interview">an interview on it as it went</a>`),
    );
  }

  #scores() {
    const record = this.#record;
    const result = element("p", { className: "verdict-line", role: "status" });
    const follow = () => {
      record.verdict = verdict(record.scores);
      const low = weakest(record.scores);
      const missing = SIGNALS.filter((signal) => !record.scores[signal]).length;
      result.replaceChildren(
        element("strong", {}, record.verdict ? `Verdict: ${record.verdict}.` : `${counted(missing, "signal")} to score.`),
        ...(record.verdict && low ? [` Lowest: ${low}. It is taught in `, quoted("span", this.#book.chapters[low] ?? ""), "."] : []),
      );
    };
    const sheets = SIGNALS.map((signal) => {
      const evidence = element("input", { type: "text", value: record.evidence[signal] ?? "", autocomplete: "off", change: () => ((record.evidence[signal] = evidence.value), this.#keep()) });
      const box = element(
        "fieldset",
        {
          className: "signal",
          change: ({ target }) => {
            if (target.type !== "radio") return;
            record.scores[signal] = Number(target.value);
            follow();
            this.#keep();
          },
        },
        element("legend", {}, signal),
        element("p", { className: "marks" }, ...choice(`score-${signal}`, { 1: "1", 2: "2", 3: "3", 4: "4" }, String(record.scores[signal] ?? ""))),
        element("label", { className: "field" }, "Evidence, in your own words of then", evidence),
        element("details", {}, element("summary", {}, "What it looks like, of a spam filter"), element("dl", {}, ...Object.values(LEVELS).flatMap((level, index) => [element("dt", {}, level), quoted("dd", this.#book.anchors[signal]?.[index] ?? "")]))),
      );
      return box;
    });
    follow();
    return [...sheets, result];
  }

  #rubric() {
    const head = element("tr", {}, ...["Step", ...Object.values(LEVELS)].map((name) => element("th", { scope: "col" }, name)));
    const rows = this.#case.rubric.map(({ cells: [step, ...levels] }) =>
      element("tr", {}, quoted("th", step, { scope: "row" }), ...levels.map((cell, index) => quoted("td", cell, { className: Object.keys(LEVELS)[index] === this.#record.level ? "own-level" : "" }))),
    );
    return element("section", {}, element("h3", {}, "What could be written down in this case"), element("div", { className: "scrolls", tabIndex: 0, role: "group", "aria-label": "Rubric" }, element("table", { className: "rows" }, element("thead", {}, head), element("tbody", {}, ...rows))));
  }

  /** What the interviewer was asked and said, with what follows from it. */
  #said() {
    const { clarify, probes, twists } = this.#case;
    const asked = new Set(this.#record.log.map(({ id }) => id));
    const put = clarify.filter(({ id }) => asked.has(id));
    const missed = clarify.filter(({ id, changes }) => changes && !asked.has(id));
    const list = (name, these) => (these.length ? [element("h4", {}, name), element("ul", {}, ...these.map(({ question, effect, changes }) => element("li", {}, quoted("strong", question), ` ${changes ? "Changes the design." : "Changes nothing."} `, quoted("span", plain(effect)))))] : []);
    const heard = [...twists, ...probes].filter(({ id }) => asked.has(id));
    return element(
      "section",
      {},
      element("h3", {}, "What was asked"),
      ...list("You asked", put),
      ...list("You did not ask", missed),
      ...heard.flatMap(({ title, question, answer, changes, stays }) =>
        title
          ? [quoted("h4", title), element("dl", {}, element("dt", {}, "Changes"), quoted("dd", changes), element("dt", {}, "Stays"), quoted("dd", stays))]
          : [quoted("h4", question), quoted("div", answer)],
      ),
    );
  }

  #paper() {
    const { notes, board } = this.#record;
    const written = [["Your notes", notes], ["Your board", board]].filter(([, text]) => text.trim());
    return element(
      "section",
      {},
      ...written.flatMap(([name, text]) => [element("h3", {}, name), element("pre", { className: "paper" }, text)]),
      element("h3", {}, "A board for comparison"),
      ...this.#case.board.flatMap(({ title, text }) => [element("h4", {}, title), quoted("div", text)]),
    );
  }

  #samples() {
    const { answers, asked } = this.#case;
    return element(
      "section",
      {},
      element("h3", {}, "One question, three levels"),
      quoted("p", asked),
      ...answers.flatMap(({ level, text }) => [element("h4", {}, LEVELS[level] ?? level), quoted("div", text)]),
    );
  }

  #markdown() {
    const record = this.#record;
    const lines = [
      `# Mock interview: ${this.#case.title}`,
      `${sayDate(record.begun)}, ${LEVELS[record.level]}, ${clock(record.seconds)} minutes`,
      `> ${plain(this.#case.prompt)}`,
      "## What was said",
      record.log.map((entry) => `- ${Math.floor(entry.minute)}′ ${this.#turns(entry).map(([who, html]) => `${who}: ${plain(html)}`).join(" ")}`).join("\n"),
      "## Notes",
      record.notes,
      "## Board",
      record.board,
      "## Scores",
      ["| Signal | Score | Evidence |", "|---|---:|---|", ...SIGNALS.map((signal) => `| ${signal} | ${record.scores[signal] ?? ""} | ${(record.evidence[signal] ?? "").replaceAll("|", "\\|")} |`)].join("\n"),
      `**Verdict:** ${record.verdict || "not scored"}`,
    ];
    return `${lines.filter((line) => line.trim()).join("\n\n")}\n`;
  }
}

/** A short, low tone. */
function ring() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = 440;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.25);
  tone.addEventListener("ended", () => audio.close());
}
