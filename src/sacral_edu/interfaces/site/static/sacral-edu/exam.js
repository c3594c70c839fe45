/**
 * The pages of an exam: questions that nobody grades here. What is answered stays in this browser, across pages
 * and days, until the learner saves it as a file for the instructor.
 */

import { button, h, heading, newId, say } from "./dom.js";
import { about, buildQuestion, context } from "./question.js";
import { read, write } from "./storage.js";

const HERE = import.meta.url;
const BLOCKED = "This browser keeps nothing: its storage is full or blocked. Save your answers as a file before you leave the page.";

/** @type {Promise<{exam: string, title: string, questions: {id: string, page: string}[]}>} */
const exam = fetch(new URL("./exam.json", HERE)).then((reply) => reply.json());
/** Looking codes up needs the list of all of them, which is part of these pages. */
const engine = { codes: () => fetch(new URL("./codes.json", HERE)).then((reply) => reply.json()) };

const page = new EventTarget();

/** @param {string} id */
const keyOf = (id, part = "answers") => `sacral-edu:exam:${part}:${id}`;

/** Whether an answer says anything. @param {unknown} value @returns {boolean} */
function said(value) {
  if (Array.isArray(value)) return value.length > 0;
  if (value && typeof value === "object") {
    return Object.entries(value).some(([name, part]) => name !== "claim_action" && said(part));
  }
  return Boolean(value);
}

/** @param {string} id @returns {Record<string, any>} */
function kept(id) {
  const found = read(keyOf(id));
  return found && typeof found === "object" ? found : {};
}

/** @param {string} id */
const answered = (id) => Object.values(kept(id)).some(said);

class Question extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    this.dataset.state = "ready";
    this.level = Number(this.getAttribute("heading-level")) || 3;
    this.engine = engine;
    const prompt = JSON.parse(this.querySelector("script.sx-prompt")?.textContent ?? "");
    this.question = prompt.item_id;
    const title = heading(this, 0, { class: "sx-title", tabindex: "-1", id: newId("title") }, prompt.title);
    const { fields, body } = buildQuestion(prompt, this);
    this.fields = fields;
    this.place = h("p", { class: "sx-about" });
    this.warning = h("div", { class: "sx-problem", role: "alert" });
    const form = h(
      "form",
      { class: "sx-card", "aria-labelledby": title.id, novalidate: true },
      h("div", { class: "sx-head" }, title, h("div", { class: "sx-head-about" }, about(prompt), this.place)),
      context(prompt.context ?? []),
      ...body,
      this.warning,
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    this.querySelector(".sx-static")?.replaceWith(form);
    this.restore();
    page.addEventListener("restored", () => this.restore());
    page.addEventListener("changed", () => this.tell());
    // Another tab may show another page of the same exam, or the same one.
    window.addEventListener("storage", (event) => event.key === keyOf(this.question) && this.restore());
  }

  restore() {
    const answers = kept(this.question);
    for (const [id, view] of this.fields) view.set(answers[id]);
    this.tell();
  }

  /** Called by the fields after each change. */
  changed() {
    const answers = Object.fromEntries([...this.fields].map(([id, view]) => [id, view.value()]));
    const whole = write(keyOf(this.question), answers);
    this.warning.replaceChildren(...(whole ? [] : [h("p", {}, BLOCKED)]));
    if (!whole) unkept.set(this.question, answers);
    page.dispatchEvent(new Event("changed"));
  }

  async tell() {
    const { questions } = await exam;
    const number = questions.findIndex((one) => one.id === this.question) + 1;
    const state = answered(this.question) ? "answered" : "not answered yet";
    this.place.textContent = `Question ${number} of ${questions.length}, ${state}`;
  }
}

/** Answers that the browser could not keep; they are saved with the others. */
const unkept = new Map();

class ExamPanel extends HTMLElement {
  async connectedCallback() {
    this.exam = await exam;
    const name = h("input", { class: "sx-input", id: newId("name"), autocomplete: "off", maxlength: "100" });
    name.value = read(keyOf(this.exam.exam, "learner")) ?? "";
    name.addEventListener("input", () => write(keyOf(this.exam.exam, "learner"), name.value));
    this.name = name;
    const file = h("input", { type: "file", accept: "application/json,.json", id: newId("file"), class: "sx-file" });
    file.addEventListener("change", () => this.take(file));
    this.count = h("p", {});
    this.left = h("p", { class: "sx-left" });
    this.status = h("p", { class: "sx-status", role: "status" });
    this.problem = h("div", { class: "sx-problem", role: "alert" });
    this.replaceChildren(
      h("h2", {}, "Save and hand in"),
      this.count,
      this.left,
      h("p", {}, "Your answers are kept in this browser and go nowhere by themselves. Save them as a file, and give that file to your instructor in the way you were told."),
      h("div", { class: "sx-field" }, h("label", { class: "sx-label", for: name.id }, "Your name, or the code you were given"), name),
      this.problem,
      h("div", { class: "sx-actions" }, button("Save my answers", { class: "sx-button sx-button--main", onclick: () => this.save() }), button("Erase my answers", { class: "sx-button", onclick: () => this.erase() })),
      h("div", { class: "sx-more-row" }, h("label", { for: file.id }, "Go on with a file that you saved before"), file),
      this.status,
    );
    this.tell();
    page.addEventListener("changed", () => this.tell());
    page.addEventListener("restored", () => this.tell());
  }

  tell() {
    const { questions } = this.exam;
    const open = questions.map((one, index) => ({ ...one, number: index + 1 })).filter(({ id }) => !unkept.has(id) && !answered(id));
    this.count.textContent = `${questions.length - open.length} of ${questions.length} questions are answered.`;
    const links = open.map(({ number, page: name }) => h("a", { href: new URL(`../../${name}.html`, HERE).href }, String(number)));
    this.left.replaceChildren(...(links.length ? ["Not answered yet: ", ...links.flatMap((link, at) => (at ? [", ", link] : [link]))] : []));
  }

  answers() {
    const all = this.exam.questions.map(({ id }) => [id, unkept.get(id) ?? kept(id)]);
    return Object.fromEntries(all.filter(([, given]) => Object.keys(given).length > 0));
  }

  save() {
    const learner = this.name.value.trim();
    if (!learner) {
      this.problem.replaceChildren(h("p", {}, "Write your name or code first, so that your instructor knows whose answers these are."));
      this.name.focus();
      return;
    }
    this.problem.replaceChildren();
    const sheet = { format: 1, exam: this.exam.exam, learner, saved: new Date().toISOString(), answers: this.answers() };
    const file = `answers-${learner.replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
    const address = URL.createObjectURL(new Blob([JSON.stringify(sheet, null, 1)], { type: "application/json" }));
    h("a", { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    say(this.status, `Saved as ${file} with ${Object.keys(sheet.answers).length} of ${this.exam.questions.length} questions.`);
  }

  /** @param {HTMLInputElement} file */
  async take(file) {
    const chosen = file.files?.[0];
    if (!chosen) return;
    this.problem.replaceChildren();
    try {
      const sheet = JSON.parse(await chosen.text());
      if (sheet?.exam !== this.exam.exam || typeof sheet.answers !== "object") throw new Error("of another exam");
      const ours = this.exam.questions.filter(({ id }) => sheet.answers[id]);
      for (const { id } of ours) write(keyOf(id), sheet.answers[id]) || unkept.set(id, sheet.answers[id]);
      if (typeof sheet.learner === "string") this.name.value = sheet.learner;
      page.dispatchEvent(new Event("restored"));
      say(this.status, `Answers to ${ours.length} questions were taken in.`);
    } catch {
      this.problem.replaceChildren(h("p", {}, "This is no file of answers to this exam. Choose the one that you saved from these pages."));
    }
    file.value = "";
  }

  erase() {
    const before = this.answers();
    for (const { id } of this.exam.questions) write(keyOf(id), null);
    unkept.clear();
    page.dispatchEvent(new Event("restored"));
    const undo = button("Undo", {
      class: "sx-link",
      onclick: () => {
        for (const [id, given] of Object.entries(before)) write(keyOf(id), given);
        page.dispatchEvent(new Event("restored"));
        say(this.status, "Your answers are back.");
      },
    });
    this.status.replaceChildren("Your answers are erased from this browser. ", undo);
    undo.focus();
  }
}

customElements.define("sacral-exercise", Question);
customElements.define("sacral-exam", ExamPanel);
const last = [...document.querySelectorAll("sacral-exercise")].at(-1);
(last?.closest("article") ?? last?.parentElement)?.append(document.createElement("sacral-exam"));
