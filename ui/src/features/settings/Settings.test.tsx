import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { NewAgency, SettingsView, Words } from "../../ipc/generated";
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
  corrections: [],
  attached: [],
};
const SETTINGS: SettingsView = {
  office: "City Clerk",
  officers: ["M. Alvarez", "J. Whitcomb"],
  folder: "D:\\Record",
  agencies: [],
  idle_minutes: 10,
  version: "0.1.0",
  rules_version: "rules-1",
};

function withAgency({ name, aliases, recipient }: NewAgency): SettingsView {
  return { ...SETTINGS, agencies: [{ name, aliases, recipient, class: "Another city or town", own: true }] };
}

function show(own: Parameters<typeof showPage>[1] = {}) {
  return showPage(
    <WordsContext value={WORDS}>
      <Settings />
    </WordsContext>,
    { settings: () => SETTINGS, add_agency: withAgency, ...own },
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

test("the desk says whose it is, where its record lies and when it locks itself", async () => {
  const { container } = show();
  const desk = await screen.findByRole("region", { name: "This desk" });
  for (const told of [
    "City Clerk",
    "M. Alvarez",
    "J. Whitcomb",
    "D:\\Record",
    "10 minutes without a touch",
    "rules-1",
  ]) {
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

const officer = () => screen.findByRole("textbox", { name: "Officer’s name" });
const passphrases = () => [screen.getByLabelText("Their passphrase"), screen.getByLabelText("Their passphrase again")];

test("another officer gets access with a passphrase that is hard to guess, and it is kept nowhere", async () => {
  const { user, asks, container } = show({
    passphrase_strength: ({ passphrase }) => ({
      score: passphrase.length > 12 ? 4 : 1,
      enough: passphrase.length > 12,
      advice: "Add another word.",
    }),
    add_officer: ({ name }) => ({ ...SETTINGS, officers: [...SETTINGS.officers, name] }),
  });
  await user.type(await officer(), "R. Santos");
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
  expect(asks("add_officer")).toEqual([{ name: "R. Santos", passphrase: "seven lamps on a quiet hill" }]);
  expect(passphrases().map((field) => (field as HTMLInputElement).value)).toEqual(["", ""]);
  expect(within(await screen.findByRole("region", { name: "This desk" })).getByText("R. Santos")).toBeDefined();
  await expectNoViolations(container);
});
