package gateway.authz_test

import data.fixture
import data.gateway.authz

cli := fixture.id("client/cli")

shop := fixture.id("client/shop")

admin := fixture.id("agent/admin")

gateway := fixture.id("agent/gateway")

user := {"user_id": fixture.user_id}

decide(question) := decision if {
	decision := authz.decision with input as question
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
}

knock(caller, action) := {
	"direction": "inbound",
	"caller_spiffe_id": caller,
	"callee_spiffe_id": gateway,
	"actor": caller,
	"action": action,
}

out(agent, action, actor) := {
	"direction": "outbound",
	"caller_spiffe_id": gateway,
	"callee_spiffe_id": fixture.id(concat("/", ["agent", agent])),
	"actor": actor,
	"action": action,
}

denied(question) if decide(question).allow == false

with_user(question) := object.union(question, {"user": user})

routed := {
	"user": {"create_user", "get_user", "update_profile"},
	"order": {"create_order", "get_order", "list_orders", "cancel_order", "watch_order"},
	"payment": {"refund_payment", "get_payment", "list_payments"},
	"inventory": {"list_products", "get_product", "check_availability"},
}

public := {"create_user", "list_products", "get_product", "check_availability"}

all_routed := {action | some actions in routed; some action in actions}

own := {"agent.card", "agent.health", "health", "route"}

allowed_at_the_door(caller) := {action | some action in fixture.actions; decide(knock(caller, action)).allow}

allowed_out(actor) := {[agent, action] |
	some agent in fixture.agents
	some action in fixture.actions
	decide(out(agent, action, actor)).allow
}

seen_at_the_door(caller) := {action |
	some action in fixture.actions
	authz.visible with input as knock(caller, action)
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
}

test_who_knocks_sees_what_is_allowed_there if {
	every caller in {cli, shop, admin, gateway, fixture.id("agent/order")} {
		seen_at_the_door(caller) == allowed_at_the_door(caller)
	}
}

probes := {[agent, action] | some agent in object.keys(routed); some action in {"agent.card", "agent.health"}}

# At the door.

test_an_operator_knocks_for_all_that_is_routed if allowed_at_the_door(cli) == own | all_routed

test_another_client_knocks_for_what_is_public if allowed_at_the_door(shop) == own | public

test_the_public_port_knocks_for_what_is_public if allowed_at_the_door(gateway) == {"health"} | public

test_an_administrator_is_routed_and_sees_health if allowed_at_the_door(admin) == own

test_no_agent_knocks if {
	every agent in object.keys(routed) {
		allowed_at_the_door(fixture.id(concat("/", ["agent", agent]))) == set()
	}
}

test_strangers_are_denied if {
	every caller in fixture.strangers - {"spiffe://agentweave.io/client/gateway"} {
		allowed_at_the_door(caller) == set()
	}
	every caller in ["spiffe://agentweave.io/client/", "spiffe://agentweave.io/client/cli/x", "spiffe://partner.example/client/cli"] {
		allowed_at_the_door(caller) == set()
	}
}

test_a_user_knocks_for_the_users_own if {
	every action in (all_routed - public) - {"refund_payment"} {
		decide(with_user(knock(gateway, action))).scope == "own"
		decide(with_user(knock(shop, action))).scope == "own"
	}
}

test_nobody_speaks_for_another_at_the_door if {
	every actor in [cli, admin, gateway, ""] {
		every action in fixture.actions {
			denied(object.union(knock(shop, action), {"actor": actor}))
		}
	}
}

test_without_an_actor_the_caller_is_the_actor if {
	decide(object.remove(knock(cli, "get_order"), ["actor"])).allow
	denied(object.remove(knock(shop, "get_order"), ["actor"]))
}

test_another_agents_door_is_not_ours if {
	every action in fixture.actions {
		denied(object.union(knock(cli, action), {"callee_spiffe_id": fixture.id("agent/user")}))
	}
}

test_health_is_open_to_everybody if {
	every caller in [cli, shop, admin, gateway] {
		decide(knock(caller, "health")) == {
			"allow": true,
			"reason": decide(knock(caller, "health")).reason,
			"policy_id": "gateway.authz/inbound/door",
			"scope": "any",
		}
	}
}

test_health_denied_to_agents_and_strangers if {
	denied(knock(fixture.id("agent/order"), "health"))
	denied(knock("spiffe://partner.example/client/cli", "health"))
}

test_route_is_for_clients_and_administrators if {
	every caller in [cli, shop, admin] {
		decide(knock(caller, "route")).allow
	}
}

test_route_denied_to_the_public_port_and_agents if {
	denied(knock(gateway, "route"))
	denied(with_user(knock(gateway, "route")))
	denied(knock(fixture.id("agent/order"), "route"))
}

test_a_federated_caller_knocks_for_what_is_granted_and_is_no_client if {
	allowed_at_the_door("spiffe://partner.example/agent/warehouse") == {"health"}
}

# On the way out.

test_an_operator_reaches_all_that_is_routed if {
	allowed_out(cli) == probes | {[agent, action] | some agent, actions in routed; some action in actions}
}

test_an_administrator_reaches_all_that_is_routed if allowed_out(admin) == allowed_out(cli)

test_another_client_and_the_public_port_reach_what_is_public if {
	expected := probes | {[agent, action] | some agent, actions in routed; some action in actions; action in public}
	allowed_out(shop) == expected
	allowed_out(gateway) == expected
	allowed_out("spiffe://partner.example/client/cli") == expected
	allowed_out(fixture.id("agent/inventory")) == expected
}

test_a_user_reaches_the_users_own if {
	every agent, actions in routed {
		every action in (actions - public) - {"refund_payment"} {
			decide(with_user(out(agent, action, gateway))) == {
				"allow": true,
				"reason": decide(out(agent, action, cli)).reason,
				"policy_id": concat("", ["gateway.authz/outbound/", agent]),
				"scope": "own",
			}
		}
	}
}

test_a_users_token_narrows_an_operator if decide(with_user(out("order", "get_order", cli))).scope == "own"

test_refusals_say_why if {
	decide(out("order", "get_order", shop)).reason == "only operators act for a user without the user's token"
	startswith(decide(out("payment", "refund_payment", shop)).reason, "only administrators")
	decide(out("payment", "process_payment", cli)) == {
		"allow": false,
		"reason": "no rule of gateway.authz allows this call",
		"policy_id": "gateway.authz/default",
	}
}

test_refunds_are_for_operators_and_administrators if {
	decide(out("payment", "refund_payment", cli)).scope == "any"
	decide(out("payment", "refund_payment", admin)).scope == "any"
	denied(with_user(out("payment", "refund_payment", gateway)))
	denied(with_user(out("payment", "refund_payment", shop)))
}

test_internal_capabilities_are_not_routed if {
	every call in [
		["payment", "process_payment"], ["payment", "void_payment"], ["payment", "watch_payments"],
		["inventory", "reserve_items"], ["inventory", "confirm_reservation"], ["inventory", "release_reservation"],
		["inventory", "return_items"], ["inventory", "adjust_stock"], ["user", "update_tier"], ["gateway", "route"],
	] {
		every actor in [cli, admin, shop, gateway] {
			denied(out(call[0], call[1], actor))
			denied(with_user(out(call[0], call[1], actor)))
		}
	}
}

test_nobody_else_calls_out_in_its_name if {
	denied(object.union(out("order", "get_order", cli), {"caller_spiffe_id": fixture.id("agent/order")}))
	denied(object.union(out("order", "get_order", cli), {"caller_spiffe_id": "spiffe://partner.example/agent/gateway"}))
}

test_calls_out_stay_in_the_trust_domain if {
	denied(object.union(out("order", "get_order", cli), {"callee_spiffe_id": "spiffe://partner.example/agent/order"}))
}

test_allow_follows_the_decision if {
	authz.allow with input as knock(cli, "route") with data.trust_domain as fixture.trust_domain
	not authz.allow with input as knock(admin, "get_user") with data.trust_domain as fixture.trust_domain
}

test_a_capability_that_data_does_not_know_is_denied if {
	decision := authz.decision with input as out("order", "get_order", cli)
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as {}
	decision == {
		"allow": false,
		"reason": "this is for the shop's agents only",
		"policy_id": "gateway.authz/outbound/order",
	}
}

test_without_data_all_is_denied if {
	every action in fixture.actions {
		authz.decision.allow == false with input as knock(cli, action)
		authz.decision.allow == false with input as out("order", action, cli)
	}
}
