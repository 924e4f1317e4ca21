import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { NewAgency, Officer, OfficersView, SettingsView, Words } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { WordsContext } from "../../shared/answers";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Settings } from "./Settings";

afterEach(cleanup);

const HOSTILE = "<script>x</script> \u202E=1+1";
const WORDS: Words = {
  questions: [
    {
      fact: "recipient",
      question: "Who asks?",
      help: null,
      choices: [{ value: "local_agency", label: "Another city or town", hint: null }],
    },
  ],
  kinds: [],
  papers: [],
  origins: [],
  channels: [],
  directions: [],
  responses: [],
  outcomes: [],
  flags: [],
  waits: [],
  corrections: [],
  attached: [],
  sealed_under: [],
};
const SETTINGS: SettingsView = {
  office: "City Clerk",
  folder: "D:\\Record",
  agencies: [],
  departments: ["City Clerk"],
  reporting: ["City Clerk"],
  closed_days: [{ date: "2026-11-24", why: "Snow" }],
  quarters: "fiscal",
  idle_minutes: 10,
  retention_series: "",
  retention_years: 7,
};

const officer = (id: number, name: string, parts: Partial<Officer> = {}): Officer => ({
  id,
  name,
  role: "administrator",
  role_name: "Administrator",
  given: false,
  left: false,
  own: id === 1,
  ...parts,
});
const OFFICERS: OfficersView = {
  ...answerOf("officers"),
  officers: [officer(1, "M. Alvarez"), officer(2, "J. Whitcomb", { role: "clerk", role_name: "Clerk" })],
  may_change: true,
};

function withAgency({ name, aliases, recipient }: NewAgency): SettingsView {
  return { ...SETTINGS, agencies: [{ name, aliases, recipient, class: "Another city or town", own: true }] };
}

function show(own: Parameters<typeof showPage>[1] = {}) {
  return showPage(
    <WordsContext value={WORDS}>
      <Settings />
    </WordsContext>,
    { settings: () => SETTINGS, officers: () => OFFICERS, add_agency: withAgency, ...own },
  );
}
const name = () => screen.findByRole("textbox", { name: "Name" });
const aliases = () => screen.getByRole("textbox", { name: "Other names" });
const told = async () =>
  within(await screen.findByRole("form", { name: "Add an agency" })).findByRole("status", { name: "" });
const add = () => screen.getByRole("button", { name: "Add the agency" });

async function fill({ user }: ReturnType<typeof show>) {
  await user.type(await name(), "Pioneer Valley Transit");
  await user.type(aliases(), "PVTA, , the buses ");
  await user.click(screen.getByRole("button", { name: /Class/ }));
  await user.click(await screen.findByRole("option", { name: "Another city or town" }));
}

test("the desk says whose it is and where its record lies", async () => {
  const { container } = show();
  const desk = await screen.findByRole("region", { name: "This desk" });
  for (const told of ["City Clerk", "D:\\Record"]) {
    expect(within(desk).getByText(told)).toBeDefined();
  }
  await expectNoViolations(container);
});

test("an agency is added with its other names; the form is empty again and says so", async () => {
  const page = show();
  await fill(page);
  await page.user.click(add());
  expect((await told()).textContent).toBe("Pioneer Valley Transit was added.");
  expect(page.asks("add_agency")).toEqual([
    { name: "Pioneer Valley Transit", aliases: ["PVTA", "the buses"], recipient: "local_agency" },
  ]);
  expect(screen.getByRole("row", { name: /Pioneer Valley Transit PVTA, the buses Another city/ })).toBeDefined();
  expect(await name()).toHaveProperty("value", "");
  expect(aliases()).toHaveProperty("value", "");
  expect(document.activeElement).toBe(await name());
  await expectNoViolations(page.container);
});

test("a refusal says why and keeps what was typed", async () => {
  const page = show({
    add_agency: () => Promise.reject(new Refused({ code: "name", message: "There is an agency of this name." })),
  });
  await fill(page);
  await page.user.click(add());
  expect((await screen.findByRole("alert")).textContent).toBe("There is an agency of this name.");
  expect(await name()).toHaveProperty("value", "Pioneer Valley Transit");
  expect(aliases()).toHaveProperty("value", "PVTA, , the buses ");
  expect(screen.getByRole("button", { name: /Class/ }).textContent).toContain("Another city or town");
});

test("without a name or a class nothing is asked, and the focus goes to what is missing", async () => {
  const { asks, container, user } = show();
  await name();
  await user.click(add());
  expect(document.activeElement).toBe(await name());
  expect(screen.getByText("Give its name.")).toBeDefined();
  await expectNoViolations(container);
  await user.type(await name(), "Transit");
  await user.click(add());
  expect(document.activeElement).toBe(screen.getByRole("button", { name: /Class/ }));
  expect(asks("add_agency")).toEqual([]);
});

test("markup and turned letters in names are text", async () => {
  const agency = { name: HOSTILE, aliases: [HOSTILE], recipient: "local_agency", class: "Town", own: true };
  const { container } = show({ settings: () => ({ ...SETTINGS, office: HOSTILE, agencies: [agency] }) });
  const names = await screen.findAllByText(HOSTILE, { normalizer: (text) => text });
  expect(names.map(({ tagName }) => tagName)).toEqual(["BDI", "BDI", "BDI"]);
  expect(container.querySelector("script")).toBeNull();
});

const officerName = () => screen.findByRole("textbox", { name: "Officer’s name" });
const passphrases = () => [screen.getByLabelText("Their passphrase"), screen.getByLabelText("Their passphrase again")];

test("another officer gets access with a passphrase that is hard to guess, and it is kept nowhere", async () => {
  const { user, asks, container } = show({
    passphrase_strength: ({ passphrase }) => ({
      score: passphrase.length > 12 ? 4 : 1,
      enough: passphrase.length > 12,
      advice: "Add another word.",
    }),
    add_officer: ({ name }) => ({ ...OFFICERS, officers: [...OFFICERS.officers, officer(3, name, { given: true })] }),
  });
  await user.type(await officerName(), "R. Santos");
  await user.click(screen.getByRole("button", { name: /Their role/ }));
  await user.click(await screen.findByRole("option", { name: /Reviewer/ }));
  for (const field of passphrases()) await user.type(field, "too short");
  await screen.findByText(/Not enough yet/);
  await user.click(screen.getByRole("button", { name: "Add the officer" }));
  expect(asks("add_officer")).toEqual([]);
  expect(document.activeElement).toBe(passphrases()[0]);

  for (const field of passphrases()) {
    await user.clear(field);
    await user.type(field, "seven lamps on a quiet hill");
  }
  await screen.findByText(/Very strong/);
  await user.click(screen.getByRole("button", { name: "Add the officer" }));
  expect(await screen.findByText(/can open the desk now/)).toBeDefined();
  expect(asks("add_officer")).toEqual([
    { name: "R. Santos", role: "reviewer", passphrase: "seven lamps on a quiet hill" },
  ]);
  expect(passphrases().map((field) => (field as HTMLInputElement).value)).toEqual(["", ""]);
  const added = within(await screen.findByRole("listitem", { name: "R. Santos" }));
  expect(added.getByText(/still has the passphrase they were given/)).toBeDefined();
  await expectNoViolations(container);
});

test("a new recovery sheet takes the passphrase, is shown once and remembered nowhere", async () => {
  const sheet = answerOf("make_recovery_sheet");
  const { user, asks, container, memory } = show({ access: () => ({ recovery_sheet: true }) });
  const form = within(await screen.findByRole("form", { name: "Make a recovery sheet" }));
  await screen.findByText(/A new one takes its place/);
  await user.click(form.getByRole("button", { name: "Make a recovery sheet" }));
  expect(asks("make_recovery_sheet")).toEqual([]);
  await user.type(form.getByLabelText("Your passphrase"), "seven lamps on a quiet hill{Enter}");
  await screen.findByRole("dialog", { name: "The recovery sheet" });
  await user.keyboard("{Escape}");
  await screen.findByRole("list", { name: "The words" });
  expect(asks("make_recovery_sheet")).toEqual(["seven lamps on a quiet hill"]);
  await expectNoViolations(container);
  const kept = [...memory.getQueryCache().getAll(), ...memory.getMutationCache().getAll()].map(({ state }) => state);
  const text = JSON.stringify(kept);
  // Each as a word of its own: a short one may be a part of another.
  expect(sheet.words.filter((word) => new RegExp(`\\b${word}\\b`, "u").test(text))).toEqual([]);
  await user.type(screen.getByLabelText("Word 4"), sheet.words[3] ?? "");
  await user.type(screen.getByLabelText("Word 11"), sheet.words[10] ?? "");
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByRole("list", { name: "The words" })).toBeNull();
  await screen.findByText("The new sheet opens the record from now on.");
  await waitFor(() => {
    expect(document.activeElement).toBe(form.getByLabelText("Your passphrase"));
  });
});

test("an officer changes the passphrase with the old one, and it is kept nowhere", async () => {
  let isRight = false;
  const { user, asks, container } = show({
    passphrase_strength: ({ passphrase }) => ({ score: 4, enough: passphrase.length > 12, advice: "Add a word." }),
    change_passphrase: () => {
      if (isRight) return null;
      throw new Refused({ code: "wrong_passphrase", message: "The passphrase is not right." });
    },
  });
  const form = within(await screen.findByRole("form", { name: "Change your passphrase" }));
  const type = async (old: string) => {
    await user.type(form.getByLabelText("Passphrase now"), old);
    await user.type(form.getByLabelText("New passphrase"), "copper violin beneath slow rivers");
    await form.findByText(/Very strong/);
    await user.type(form.getByLabelText("New passphrase again"), "copper violin beneath slow rivers");
    await user.click(form.getByRole("button", { name: "Change the passphrase" }));
  };
  await type("not mine");
  expect((await form.findByRole("alert")).textContent).toBe("The passphrase is not right.");
  isRight = true;
  await type("seven lamps on a quiet hill");
  await form.findByText("Your new passphrase opens the desk from now on.");
  expect(asks("change_passphrase")).toEqual([
    { old: "not mine", passphrase: "copper violin beneath slow rivers" },
    { old: "seven lamps on a quiet hill", passphrase: "copper violin beneath slow rivers" },
  ]);
  expect(form.getByLabelText<HTMLInputElement>("New passphrase").value).toBe("");
  await expectNoViolations(container);
});

test("an officer gets another role, and who has left finds no way in; nobody is asked about themselves", async () => {
  let left: string[] = [];
  const { user, asks, container } = show({
    change_role: () => OFFICERS,
    record_key: () => ({ left_since: left, may_change: true }),
    officer_left: () => {
      left = ["J. Whitcomb"];
      return { ...OFFICERS, officers: [officer(1, "M. Alvarez"), officer(2, "J. Whitcomb", { left: true })] };
    },
  });
  const own = within(await screen.findByRole("listitem", { name: "M. Alvarez" }));
  expect(own.queryByRole("button", { name: /Has left/ })).toBeNull();
  const other = within(screen.getByRole("listitem", { name: "J. Whitcomb" }));
  await user.click(other.getByRole("button", { name: /Role/ }));
  await user.click(await screen.findByRole("option", { name: /Auditor/ }));
  expect(asks("change_role")).toEqual([{ officer: 2, role: "auditor" }]);
  await user.click(other.getByRole("button", { name: /Has left/ }));
  await expectNoViolations(container);
  await user.click(other.getByRole("button", { name: "Keep it" }));
  expect(asks("officer_left")).toEqual([]);
  await user.click(other.getByRole("button", { name: /Has left/ }));
  await user.click(other.getByRole("button", { name: "Take the access away" }));
  await other.findByText("has left");
  expect(asks("officer_left")).toEqual([2]);
  // The page calls for another key at once.
  await screen.findByText(/could have kept the record’s key/);
  expect(other.queryByRole("button", { name: /Role/ })).toBeNull();
  await expectNoViolations(container);
});

test("who may not change officers sees them and the table, which can be saved", async () => {
  const { user, container } = show({
    officers: () => ({ ...OFFICERS, may_change: false }),
    save_role_table: () => "who-may-do-what.csv",
  });
  const table = await screen.findByRole("table", { name: "Who may do what" });
  const approving = within(table).getByRole("row", { name: /Approve or refuse the release/ });
  expect(
    within(approving)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toEqual(["No", "Yes", "No", "No", "No"]);
  expect(screen.queryByRole("form", { name: "Add an officer" })).toBeNull();
  expect(screen.queryByRole("button", { name: /Role/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Save the table…" }));
  await screen.findByText("who-may-do-what.csv");
  await expectNoViolations(container);
});
