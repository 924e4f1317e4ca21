import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { RequestDraft } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { determined } from "../../shared/testPage";
import { add, answer, consider, expectNoViolations, KEPT, openPage, rows, who } from "./testDesk";

afterEach(cleanup);

test("a mixed letter is logged by keyboard alone, each item with its own answer", async () => {
  const { user, asks, went } = openPage();
  await waitFor(async () => {
    expect(await who()).toHaveProperty("ownerDocument.activeElement", await who());
  });
  await user.keyboard("ICE");
  await screen.findByRole("option", { name: /Immigration and Customs Enforcement/ });
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await who()).toHaveProperty("value", "Immigration and Customs Enforcement");
  await waitFor(() => {
    expect(screen.getByRole("button", { name: /What they are/ }).textContent).toContain("Immigration agency");
  });
  while (document.activeElement !== add()) await user.tab();
  for (const words of ["stat", "home", "rel"]) {
    await user.keyboard(words);
    await user.keyboard("{ArrowDown}{Enter}");
  }
  await waitFor(() => {
    expect(rows().map((row) => row.textContent)).toEqual([
      "1Immigration statusStatus exchange",
      "2Home addressOne answer is missing",
      "3Date of releaseOne answer is missing",
    ]);
  });

  // Enter on the empty line goes to the open question; its answer holds for all items.
  await user.keyboard("{Enter}");
  const question = await screen.findByRole("group", { name: "Why do they want it?" });
  await waitFor(() => {
    expect(question.contains(document.activeElement)).toBe(true);
  });
  await user.keyboard(" {Enter}");
  await waitFor(() => {
    expect(rows()[1]?.textContent).toBe("2Home address2(a) bars it");
    expect(rows()[2]?.textContent).toBe("3Date of release2(a) bars it");
  });
  await waitFor(() => {
    expect(document.activeElement).toBe(add());
  });

  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => {
    expect(went).toEqual([{ page: "request", number: "2026-0153" }]);
  });
  expect(asks<RequestDraft>("log_request")).toEqual([
    expect.objectContaining({
      agency: "Immigration and Customs Enforcement",
      facts: { purpose: "immigration_enforcement" },
      items: [
        expect.objectContaining({ facts: { ask: "information", information: "status" } }),
        expect.objectContaining({ facts: { ask: "information", information: "personal" } }),
        expect.objectContaining({ facts: { ask: "release_notification" } }),
      ],
    }),
  ]);
  expect(asks("drop_draft")).toHaveLength(1);
});

test("an agency that the directory does not know is asked for its class, which goes with the request", async () => {
  const { user, asks } = openPage();
  await user.type(await who(), "Acme Realty");
  await screen.findByText(/The directory does not know them/);
  await user.tab();
  const what = screen.getByRole("button", { name: /What they are/ });
  expect(what.textContent).toContain("Choose what they are");
  await user.click(what);
  await user.click(await screen.findByRole("option", { name: "Private person or firm" }));
  await user.click(screen.getByRole("button", { name: /^Save and next/ }));
  await waitFor(() => {
    expect(asks<RequestDraft>("log_request")[0]).toMatchObject({
      agency: "Acme Realty",
      facts: { recipient: "private_party" },
    });
  });
});

test("what was said about one agency is not said about the next", async () => {
  const { user, asks } = openPage();
  await user.type(await who(), "Acme");
  await user.tab();
  await user.click(screen.getByRole("button", { name: /What they are/ }));
  await user.click(await screen.findByRole("option", { name: "Private person or firm" }));
  await user.type(await who(), " Two");
  await waitFor(() => {
    const last = asks<RequestDraft>("consider").at(-1);
    expect([last?.agency, last?.facts]).toEqual(["Acme Two", {}]);
  });
});

test("words of the clerk's own become the description, and their kind is chosen", async () => {
  const { user } = openPage();
  await who();
  await user.click(add());
  await user.keyboard("garage permit{Enter}");
  expect(screen.queryByRole("listbox", { name: "What is asked" })).toBeNull();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => {
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveProperty("value", "garage permit");
  });
  expect(add()).toHaveProperty("value", "");
});

test("a description that names a person shows the program's message at its field", async () => {
  const message = "`A123456789` reads as an A-number. Write it without the number.";
  const { user, container } = openPage({
    consider: (draft) => ({
      ...consider(draft),
      problems: draft.items.flatMap(({ description }, item) =>
        description.includes("A123456789") ? [{ item, field: "description", message }] : [],
      ),
    }),
  });
  await who();
  await user.click(add());
  await user.keyboard("home{Enter}");
  await user.type(await screen.findByRole("textbox", { name: "Description" }), " of A123456789");
  const field = screen.getByRole("textbox", { name: "Description" });
  await waitFor(() => {
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });
  expect(screen.getByText(message)).toBeDefined();
  await expectNoViolations(container);
});

test("of two answers the one about the page as it stands is shown, though the older comes last", async () => {
  const late: (() => void)[] = [];
  const { user, asks } = openPage({
    kept_draft: () => KEPT,
    consider: (draft) => {
      const label = `about ${draft.department}`;
      const considered = { ...consider(draft), items: draft.items.map(() => determined({ label })) };
      if (draft.department !== "Old") return considered;
      return new Promise((resolve) => {
        late.push(() => {
          resolve(considered);
        });
      });
    },
  });
  await who();
  await waitFor(() => {
    expect(within(answer()).getByText("about Police")).toBeDefined();
  });
  const department = screen.getByRole("combobox", { name: /Department/ });
  await user.clear(department);
  await user.type(department, "Old");
  await waitFor(() => {
    expect(late).toHaveLength(1);
  });
  expect(within(answer()).queryByText("about Old")).toBeNull();
  await user.type(department, "er");
  await waitFor(() => {
    expect(within(answer()).getByText("about Older")).toBeDefined();
  });
  late[0]?.();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(within(answer()).getByText("about Older")).toBeDefined();
  expect(asks<RequestDraft>("consider").map(({ department }) => department)).toEqual(
    expect.arrayContaining(["Police", "Old", "Older"]),
  );
});

test("an item that is removed takes its answer with it, and can be put back where it was", async () => {
  const { user } = openPage({
    kept_draft: () => KEPT,
    consider: (draft) => ({
      ...consider(draft),
      items: draft.items.map(({ description }) => determined({ label: `about ${description}` })),
    }),
  });
  await who();
  await waitFor(() => {
    expect(rows()[1]?.textContent).toBe("2work of oneabout work of one");
  });
  await user.click(screen.getByRole("button", { name: "Remove this item" }));
  expect(rows().map((row) => row.textContent)).toEqual(["1work of oneabout work of one"]);
  expect(document.activeElement).toBe(add());
  screen.getByText("“home of one” was removed.");
  await user.click(screen.getByRole("button", { name: /^Undo/ }));
  await waitFor(() => {
    expect(rows()[0]?.textContent).toBe("1home of oneabout home of one");
  });
  screen.getByText("“home of one” is back.");
  expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
  expect(document.activeElement).toBe(add());
});

test("the same again is an item of its own, ready to be described", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  await user.click(screen.getByRole("button", { name: "Same again for another item" }));
  expect(rows()).toHaveLength(3);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Description" }));
  });
  await user.keyboard(" more");
  await waitFor(() => {
    expect(
      asks<RequestDraft>("consider")
        .at(-1)
        ?.items.map(({ description }) => description),
    ).toEqual(["home of one", "home of one more", "work of one"]);
  });
});

test("an answer that was given can be changed, and the focus comes back to it", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  const change = await screen.findByRole("button", { name: /Change the answer to: Why do they want it/ });
  await user.click(change);
  await user.click(await screen.findByRole("radio", { name: "Another reason" }));
  await user.keyboard("{Enter}");
  await waitFor(() => {
    expect(asks<RequestDraft>("consider").at(-1)?.facts).toEqual({ purpose: "other" });
  });
  expect(document.activeElement).toBe(
    screen.getByRole("button", { name: /Change the answer to: Why do they want it/ }),
  );
});

test("what was answered on the spot has its time", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  await user.click(screen.getByRole("button", { name: /Answered on the spot/ }));
  await user.click(await screen.findByRole("option", { name: "Not given" }));
  const time = within(screen.getByRole("group", { name: "Answered" })).getByRole("textbox", { name: "Time" });
  await user.clear(time);
  await user.type(time, "905");
  await waitFor(() => {
    expect(asks<RequestDraft>("consider").at(-1)?.items[0]).toMatchObject({
      response: "withheld",
      responded: "2026-10-13T09:05",
    });
  });
});

test("requests that may be the same are told, with a way to them", async () => {
  const { user, went } = openPage({
    kept_draft: () => KEPT,
    consider: (draft) => ({
      ...consider(draft),
      warnings: ["Decided before it was received."],
      alike: [{ number: "2026-0139", received: "2026-10-07", agency: "ICE" }],
    }),
  });
  await user.click(await screen.findByRole("link", { name: "2026-0139" }));
  expect(screen.getByText("Decided before it was received.")).toBeDefined();
  expect(went).toEqual([{ page: "request", number: "2026-0139" }]);
});

test("the empty page has no violation, and finds nothing wrong before anything is written", async () => {
  const { container } = openPage({
    consider: (draft) => ({
      ...consider(draft),
      problems: [{ item: null, field: "agency", message: "Name the agency." }],
    }),
  });
  await who();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(screen.queryByText("Name the agency.")).toBeNull();
  await expectNoViolations(container);
});

test("Ctrl+Z takes back step by step what was done: the copy, the removal, the answer; in a text it is the text's own", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  const change = await screen.findByRole("button", { name: /Change the answer to: Why do they want it/ });
  await user.click(change);
  await user.click(await screen.findByRole("radio", { name: "Another reason" }));
  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("button", { name: "Remove this item" }));
  await user.click(screen.getByRole("button", { name: "Same again for another item" }));
  expect(rows().map((row) => row.textContent)).toHaveLength(2);
  const description = screen.getByRole("textbox", { name: "Description" });
  await waitFor(() => {
    expect(document.activeElement).toBe(description);
  });
  await user.keyboard("{Control>}z{/Control}");
  expect(rows()).toHaveLength(2);

  rows()[0]?.focus();
  await user.keyboard("{Control>}z{/Control}");
  screen.getByText("The second “work of one” is gone again.");
  expect(rows()).toHaveLength(1);
  rows()[0]?.focus();
  await user.keyboard("{Control>}z{/Control}");
  screen.getByText("“home of one” is back.");
  expect(rows()).toHaveLength(2);
  rows()[0]?.focus();
  await user.keyboard("{Control>}z{/Control}");
  screen.getByText("The answer is what it was before.");
  await waitFor(() => {
    expect(asks<RequestDraft>("consider").at(-1)).toMatchObject({
      facts: KEPT.facts,
      items: KEPT.items,
    });
  });
});

test("a page that was cleared comes back with one step, and its draft is kept again", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  await user.click(screen.getByRole("button", { name: "Clear the page" }));
  expect(await who()).toHaveProperty("value", "");
  screen.getByText("The page was cleared.");
  expect(asks("drop_draft")).toHaveLength(1);
  await waitFor(async () => {
    expect(document.activeElement).toBe(await who());
  });
  // The field is empty: there is no text to take back in it.
  await user.keyboard("{Control>}z{/Control}");
  screen.getByText("The draft is back.");
  expect(await who()).toHaveProperty("value", KEPT.agency);
  expect(rows()).toHaveLength(2);
  await waitFor(
    () => {
      expect(asks<RequestDraft>("keep_draft").at(-1)).toEqual(KEPT);
    },
    { timeout: 2_000 },
  );
});

test("departments of the office are offered, and any other can be typed", async () => {
  const { user, asks } = openPage({
    settings: () => ({ ...answerOf("settings"), departments: ["City Clerk", "Police Records"] }),
  });
  await who();
  const department = screen.getByRole("combobox", { name: /Department/ });
  await user.type(department, "pol");
  await user.click(await screen.findByRole("option", { name: "Police Records" }));
  expect(department).toHaveProperty("value", "Police Records");
  await user.clear(department);
  await user.type(department, "Water Works");
  await user.tab();
  await waitFor(() => {
    expect(asks<RequestDraft>("consider").at(-1)?.department).toBe("Water Works");
  });
});

test("what the City would tell unasked, and what it asks itself, can be logged", async () => {
  const { user, asks } = openPage();
  await who();
  await user.click(screen.getByRole("button", { name: /How it began/ }));
  await user.click(await screen.findByRole("option", { name: "The City asks" }));
  expect(await screen.findByRole("combobox", { name: "Whom the City asks" })).toBeDefined();
  expect(screen.getByRole("group", { name: "Sent" })).toBeDefined();
  await waitFor(() => {
    expect(asks<RequestDraft>("consider").at(-1)?.origin).toBe("own_inquiry");
  });
});
