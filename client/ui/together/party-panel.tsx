// The party in the menu: who is in it, who leads, how others come.
// Owns: its markup. Names are strangers' words: only ever text.
import type { PartyMember, PartyState } from "../../../shared/protocol/party.ts";
import { PARTY } from "../../../shared/tunables/queue.ts";
import { Icon, IconButton } from "../icon-button.tsx";
import { InviteBlock } from "../invite/invite-block.tsx";
import { linkTo } from "../route.ts";
import { say } from "../strings.ts";
import { Shape, tintOf } from "../tint.tsx";
import { who } from "../who.ts";
import { over, party } from "./state.ts";
import "./together.css";

export function PartyPanel() {
  const state = party.value;
  if (state === null) return null;
  const { code, leader, members } = state;
  const leads = leader === who().identity.player?.id;
  return (
    <section class="card party" aria-labelledby="party-title" data-testid="party-panel">
      <header>
        <h2 id="party-title">
          {say("party")} {members.length}/{PARTY.size}
        </h2>
        <button
          type="button"
          class="small-button"
          data-testid="party-leave"
          onClick={() => over.party?.leave()}
        >
          {say("leave")}
        </button>
      </header>
      <ul>
        {members.map((member) => (
          <Member key={member.id} member={member} state={state} leads={leads} />
        ))}
      </ul>
      <p class="dim">{say(members.length === 1 ? "partyAlone" : leads ? "partyLeads" : "partyFollows")}</p>
      {members.length < PARTY.size && (
        <InviteBlock code={code} link={linkTo("p", code)} words={say("partyWords")} />
      )}
    </section>
  );
}

function Member({ member, state, leads }: { member: PartyMember; state: PartyState; leads: boolean }) {
  const { id, name, hue, away } = member;
  const own = id === who().identity.player?.id;
  return (
    <li class={away ? "away" : ""} style={tintOf(hue)}>
      <span class="name">
        <Shape hue={hue} />
        {name || say("nameless")}
      </span>
      {own && <small>{say("you")}</small>}
      {id === state.leader && <small class="leader">{say("leader")}</small>}
      {away && <small>{say("memberAway")}</small>}
      {leads && !own && (
        <span class="member-acts">
          <button
            type="button"
            class="icon-button"
            title={say("makeLeader")}
            aria-label={`${say("makeLeader")}: ${name}`}
            data-testid={`lead-${id}`}
            onClick={() => over.party?.lead(id)}
          >
            <Icon name="crown" />
          </button>
          <IconButton
            icon="close"
            label={`${say("putOut")}: ${name}`}
            testId={`put-out-${id}`}
            onClick={() => over.party?.putOut(id)}
          />
        </span>
      )}
    </li>
  );
}
