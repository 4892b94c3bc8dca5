// Who is in the lobbies of several processes.
import assert from "node:assert/strict";
import { People } from "../../../../server/chat/people.ts";
import { person } from "../../../helpers/chat.ts";

const called = (id: string, name: string) => ({ ...person(id), name });

describe("the directory of the lobbies", () => {
  it("[T12] counts everybody once, and forgets a process that is silent", () => {
    const people = new People();
    people.here("a", [person("1"), person("2")], 0);
    people.came("b", person("3"), 0);
    // On the way from one process to the other.
    people.came("b", person("2"), 0);
    assert.equal(people.count(), 3);
    people.went("a", "2");
    assert.equal(people.count(), 3);
    people.here("a", [person("1")], 40_000);
    assert.equal(people.count(), 1);
  });

  it("[T13] finds by id first, then by name in any case, and names few of many", () => {
    const people = new People();
    people.here("a", [called("u_1", "Ann"), called("u_2", "ANN"), called("u_3", "小安")], 0);
    people.came("b", called("u_4", "u_1"), 0);
    const ids = (name: string) => people.find(name).map(({ id }) => id);
    assert.deepEqual(ids("ann"), ["u_1", "u_2"]);
    assert.deepEqual(ids("小安"), ["u_3"]);
    assert.deepEqual(ids("u_1"), ["u_1"]);
    assert.deepEqual(ids("Zoe"), []);
    for (let i = 0; i < 20; i++) people.came("b", called(`n${i}`, "Twin"), 0);
    assert.equal(people.find("twin").length, 5);
  });
});
