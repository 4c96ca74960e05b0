# A token is for one capability of the agent that the gateway calls. It goes on where a table says so, and nowhere else.
package token_test

import data.fixture
import data.shop

# By the capability of the token, the callee, the further capability and the caller.
listed := {
	["create_order", "inventory", "check_availability", "order"],
	["create_order", "order", "task.push", "gateway"],
	["create_order", "order", "watch_order", "gateway"],
	["create_order", "user", "get_user", "order"],
	["export_user", "gateway", "export_user_data", "user"],
	["export_user", "order", "export_user_data", "user"],
	["export_user", "payment", "export_user_data", "user"],
	["task.cancel", "order", "cancel_order", "gateway"],
}

names := {"gateway", "user", "order", "payment", "inventory", "admin"}

behind := {"user", "order", "payment", "inventory"}

decision(agent, call) := d if {
	d := data[agent].authz.decision with input as call
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

call(caller, callee, action) := {
	"direction": "inbound",
	"caller_spiffe_id": fixture.id(concat("/", ["agent", caller])),
	"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
	"actor": fixture.id("client/cli"),
	"action": action,
	"request": {"email": "a@b.example"},
}

with_token(asked, scope) := object.union(asked, {"token": {"scope": scope}})

allowed(caller, callee, action, scope) if decision(callee, with_token(call(caller, callee, action), scope)).allow

# The scopes that tables name, the capability itself, and others: what no table names is treated alike.
scopes(action) := {pair[0] | some pair in listed} | {action, "cancel_order", "process_payment", "anything", ""}

test_each_listed_call_goes_on_with_its_token if {
	every pair in listed {
		allowed(pair[3], pair[1], pair[2], pair[0])
	}
}

test_no_call_that_is_not_listed_goes_on_with_a_token if {
	found := {[scope, callee, action, caller] |
		some caller in (names - {"gateway"})
		some callee in (behind | {"gateway"})
		some action in object.keys(fixture.capabilities[callee])
		some scope in scopes(action)
		allowed(caller, callee, action, scope)
	}
	found == {pair | some pair in listed; pair[3] != "gateway"}
}

allowed_to_gateway_unlisted(callee, action, scope) if {
	allowed("gateway", callee, action, scope)
	not [scope, callee, action, "gateway"] in listed
}

test_the_gateway_calls_by_a_token_of_the_very_capability if {
	every callee in behind {
		every action in object.keys(fixture.capabilities[callee]) {
			every scope in scopes(action) - {action} {
				not allowed_to_gateway_unlisted(callee, action, scope)
			}
		}
	}
	allowed("gateway", "order", "create_order", "create_order")
	allowed("gateway", "inventory", "list_products", "list_products")
}

test_without_a_token_the_gateway_does_only_what_is_its_own if {
	found := {[callee, action] |
		some callee in behind
		some action in fixture.actions
		decision(callee, call("gateway", callee, action)).allow
	}
	probes := {[callee, action] | some callee in behind; some action in {"agent.card", "agent.health"}}
	found == probes | {["user", "exchange_token"], ["user", "get_signing_keys"]}
}

test_no_token_counts_at_the_public_port if {
	public := object.union(call("gateway", "gateway", "list_products"), {"actor": fixture.id("agent/gateway")})
	decision("gateway", public).allow
	every scope in scopes("list_products") {
		not decision("gateway", with_token(public, scope)).allow
	}
}

test_a_token_gives_nobody_what_it_may_not_call_itself if {
	not allowed("payment", "user", "get_user", "create_order")
	not allowed("inventory", "user", "get_user", "create_order")
}

test_a_federated_caller_brings_no_token if {
	asked := object.union(call("order", "inventory", "check_availability"), {
		"caller_spiffe_id": "spiffe://partner.example/agent/warehouse",
		"actor": "spiffe://partner.example/agent/warehouse",
	})
	decision("inventory", asked).allow
	not decision("inventory", with_token(asked, "create_order")).allow
	not decision("inventory", with_token(asked, "check_availability")).allow
}

test_the_table_says_what_is_listed if {
	listed == {[scope, callee, action, caller] |
		some scope, callers in shop.further
		some caller, callees in callers
		some callee, actions in callees
		some action in actions
	}
}
