// Days and seasons begin and end in UTC, whatever the machine's clock shows.
import assert from "node:assert/strict";
import { seasonOf, sinceOf } from "../../../../server/persistence/periods.ts";

describe("the boards' periods", () => {
  const lastOfYear = Date.UTC(2027, 0, 1) - 1;

  it("are UTC days", () => {
    assert.equal(sinceOf("day", lastOfYear), Date.UTC(2026, 11, 31));
    assert.equal(sinceOf("day", Date.UTC(2026, 11, 31)), Date.UTC(2026, 11, 31));
  });

  it("are quarters of the year", () => {
    assert.equal(sinceOf("season", lastOfYear), Date.UTC(2026, 9, 1));
    assert.equal(sinceOf("season", lastOfYear + 1), Date.UTC(2027, 0, 1));
    assert.equal(seasonOf(lastOfYear), "2026-Q4");
    assert.equal(seasonOf(lastOfYear + 1), "2027-Q1");
    assert.equal(seasonOf(Date.UTC(2026, 5, 30)), "2026-Q2");
  });

  it("are everything", () => {
    assert.equal(sinceOf("all", lastOfYear), 0);
  });
});
