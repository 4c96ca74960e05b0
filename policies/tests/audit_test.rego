# The heads of an agent's audit go to its witness, from nobody else and to nobody else.
package audit_test

import data.fixture

# The agent that keeps the heads of another's audit.
witnesses := {["gateway", "user"], ["user", "order"], ["order", "payment"], ["payment", "inventory"], ["inventory", "gateway"]}

serving := object.keys(fixture.capabilities)

ours(call) := object.union(call, {
	"caller_spiffe_id": fixture.id(concat("/", ["agent", call.caller])),
	"callee_spiffe_id": fixture.id(concat("/", ["agent", call.callee])),
})

decision(package_of, call) := d if {
	d := data[package_of].authz.decision with input as call
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

visible(package_of, call) if {
	data[package_of].authz.visible with input as call
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

inbound(caller, callee, action) := ours({"direction": "inbound", "caller": caller, "callee": callee, "action": action})

outbound(caller, callee, action) := ours({"direction": "outbound", "caller": caller, "callee": callee, "action": action})

# An agent that was added has a witness as well, and witnesses nobody.
known := {"gateway", "user", "order", "payment", "inventory"}

test_countersign_audit_is_taken_from_the_agents_whose_witness_it_is if {
	found := {[caller, callee] |
		some caller in known
		some callee in known
		decision(callee, inbound(caller, callee, "countersign_audit")).scope == "any"
	}
	found == witnesses
}

test_countersign_audit_is_sent_to_the_witness if {
	found := {[caller, callee] |
		some caller in known
		some callee in serving
		decision(caller, outbound(caller, callee, "countersign_audit")).scope == "any"
	}
	found == witnesses
}

test_countersign_audit_is_visible_where_it_is_allowed if {
	found := {[caller, callee] |
		some caller in known
		some callee in known
		visible(callee, inbound(caller, callee, "countersign_audit"))
	}
	found == witnesses
}

# Each would be allowed but for what is added.
test_countersign_audit_denied_for_others_and_to_others if {
	every pair in witnesses {
		every changed in [
			{"actor": fixture.id("client/cli")},
			{"actor": fixture.id("agent/admin")},
			{"user": {"user_id": fixture.user_id}},
			{"token": {"scope": "create_order"}},
			{"caller_spiffe_id": fixture.id("agent/admin")},
			{"caller_spiffe_id": fixture.id("client/cli")},
			{"caller_spiffe_id": concat("", ["spiffe://partner.example/agent/", pair[0]])},
			{"callee_spiffe_id": concat("", ["spiffe://partner.example/agent/", pair[1]])},
		] {
			denied_unless_at_the_door(pair, changed)
		}
	}
}

# No token reaches the gateway's door, and none counts there.
denied_unless_at_the_door(pair, changed) if {
	pair[1] == "gateway"
	changed.token
}

denied_unless_at_the_door(pair, changed) if {
	call := object.union(inbound(pair[0], pair[1], "countersign_audit"), changed)
	not decision(pair[1], call).allow
}
