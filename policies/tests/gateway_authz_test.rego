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
		with data.witnesses as fixture.witnesses
}

inbound(caller, action) := {
	"direction": "inbound",
	"caller_spiffe_id": caller,
	"callee_spiffe_id": gateway,
	"actor": caller,
	"action": action,
}

outbound(agent, action, actor) := {
	"direction": "outbound",
	"caller_spiffe_id": gateway,
	"callee_spiffe_id": fixture.id(concat("/", ["agent", agent])),
	"actor": actor,
	"action": action,
}

denied(question) if decide(question).allow == false

with_user(question) := object.union(question, {"user": user})

routed := {
	"user": {
		"authenticate", "create_user", "delete_user", "export_user", "get_signing_keys", "get_user", "list_sessions",
		"refresh_session", "revoke_session", "set_password", "update_profile",
	},
	"order": {"create_order", "get_order", "list_orders", "cancel_order", "watch_order"},
	"payment": {"refund_payment", "get_payment", "list_payments", "handle_provider_event"},
	"inventory": {"list_products", "get_product", "check_availability"},
}

public := {
	"authenticate", "refresh_session", "revoke_session", "get_signing_keys",
	"create_user", "list_products", "get_product", "check_availability", "handle_provider_event",
}

all_routed := {action | some actions in routed; some action in actions}

own := fixture.task_actions | {"agent.card", "agent.health", "health", "route"}

allowed_inbound(caller) := {action | some action in fixture.actions; decide(inbound(caller, action)).allow}

allowed_outbound(actor) := {[agent, action] |
	some agent in fixture.agents
	some action in fixture.actions
	decide(outbound(agent, action, actor)).allow
}

visible_inbound(caller) := {action |
	some action in fixture.actions
	authz.visible with input as inbound(caller, action)
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

test_a_caller_sees_what_it_is_allowed if {
	every caller in {cli, shop, admin, gateway, fixture.id("agent/order")} {
		visible_inbound(caller) == allowed_inbound(caller)
	}
}

tasks := {["order", action] | some action in fixture.task_actions}

probes := {[agent, action] | some agent in object.keys(routed); some action in {"agent.card", "agent.health"}}

# Inbound.

test_an_operator_may_call_all_that_is_routed if allowed_inbound(cli) == (own | {"task.ask"}) | all_routed

test_another_client_may_call_what_is_public if allowed_inbound(shop) == (own | {"task.ask"}) | public

test_the_public_port_may_call_what_is_public if allowed_inbound(gateway) == {"agent.card", "health"} | public

test_an_administrator_is_routed_and_sees_health if allowed_inbound(admin) == own | {"describe_agent", "watch_decisions", "read_audit"}

test_the_user_agent_asks_for_users_data_alone if allowed_inbound(fixture.id("agent/user")) == users_data

users_data := {"erase_user_data", "export_user_data"}

test_no_other_agent_may_call_but_to_have_its_audit_witnessed if {
	allowed_inbound(fixture.id("agent/inventory")) == {"countersign_audit"}
	every agent in object.keys(routed) - {"inventory", "user"} {
		allowed_inbound(fixture.id(concat("/", ["agent", agent]))) == set()
	}
}

test_strangers_are_denied if {
	every caller in fixture.strangers - {"spiffe://agentweave.io/client/gateway"} {
		allowed_inbound(caller) == set()
	}
	every caller in ["spiffe://agentweave.io/client/", "spiffe://agentweave.io/client/cli/x", "spiffe://partner.example/client/cli"] {
		allowed_inbound(caller) == set()
	}
}

test_a_user_may_call_for_the_users_own if {
	every action in (all_routed - public) - {"refund_payment"} {
		decide(with_user(inbound(gateway, action))).scope == "own"
		decide(with_user(inbound(shop, action))).scope == "own"
	}
}

test_whoever_is_known_asks_in_plain_words if {
	decide(with_user(inbound(gateway, "task.ask"))).scope == "own"
	decide(with_user(inbound(shop, "task.ask"))).scope == "own"
	denied(inbound(gateway, "task.ask"))
	denied(with_user(inbound(admin, "task.ask")))
	denied(with_user(inbound(fixture.id("agent/order"), "task.ask")))
}

test_no_caller_acts_for_another if {
	every actor in [cli, admin, gateway, ""] {
		every action in fixture.actions {
			denied(object.union(inbound(shop, action), {"actor": actor}))
		}
	}
}

test_without_an_actor_the_caller_is_the_actor if {
	decide(object.remove(inbound(cli, "get_order"), ["actor"])).allow
	denied(object.remove(inbound(shop, "get_order"), ["actor"]))
}

test_a_call_to_another_agent_is_not_ours_to_allow if {
	every action in fixture.actions {
		denied(object.union(inbound(cli, action), {"callee_spiffe_id": fixture.id("agent/user")}))
	}
}

test_health_is_open_to_anyone if {
	every caller in [cli, shop, admin, gateway] {
		decide(inbound(caller, "health")) == {
			"allow": true,
			"reason": decide(inbound(caller, "health")).reason,
			"policy_id": "gateway.authz/inbound/ingress",
			"scope": "any",
		}
	}
}

test_health_denied_to_agents_and_strangers if {
	denied(inbound(fixture.id("agent/order"), "health"))
	denied(inbound("spiffe://partner.example/client/cli", "health"))
}

test_route_is_for_clients_and_administrators if {
	every caller in [cli, shop, admin] {
		decide(inbound(caller, "route")).allow
	}
}

test_route_denied_to_the_public_port_and_agents if {
	denied(inbound(gateway, "route"))
	denied(with_user(inbound(gateway, "route")))
	denied(inbound(fixture.id("agent/order"), "route"))
}

test_erase_user_data_denied_to_all_others if denied_but_to_the_user_agent("erase_user_data")

test_export_user_data_denied_to_all_others if denied_but_to_the_user_agent("export_user_data")

denied_but_to_the_user_agent(action) if {
	every caller in [cli, shop, admin, gateway, fixture.id("agent/order")] {
		denied(inbound(caller, action))
		denied(with_user(inbound(caller, action)))
	}
}

test_a_federated_caller_may_call_what_is_granted_and_is_not_a_client if {
	allowed_inbound("spiffe://partner.example/agent/warehouse") == {"health"}
}

# Outbound.

test_an_operator_reaches_all_that_is_routed if {
	allowed_outbound(cli) == (probes | tasks) | {[agent, action] | some agent, actions in routed; some action in actions}
}

test_an_administrator_reaches_all_that_is_routed if allowed_outbound(admin) == allowed_outbound(cli)

test_another_client_and_the_public_port_reach_what_is_public if {
	expected := probes | {[agent, action] | some agent, actions in routed; some action in actions; action in public}
	allowed_outbound(shop) == expected | tasks
	allowed_outbound(gateway) == expected | {["user", "countersign_audit"], ["user", "exchange_token"]}
	allowed_outbound("spiffe://partner.example/client/cli") == expected | tasks
	allowed_outbound(fixture.id("agent/inventory")) == expected | tasks
}

test_tokens_are_exchanged_for_the_gateway_alone if {
	decide(outbound("user", "exchange_token", gateway)).allow
	denied(with_user(outbound("user", "exchange_token", gateway)))
	every actor in [cli, admin, shop] {
		denied(outbound("user", "exchange_token", actor))
		denied(inbound(actor, "exchange_token"))
	}
	denied(inbound(gateway, "exchange_token"))
}

test_a_user_reaches_the_users_own if {
	every agent, actions in routed {
		every action in (actions - public) - {"refund_payment"} {
			decide(with_user(outbound(agent, action, gateway))) == {
				"allow": true,
				"reason": decide(outbound(agent, action, cli)).reason,
				"policy_id": concat("", ["gateway.authz/outbound/", agent]),
				"scope": "own",
			}
		}
	}
}

test_a_users_token_narrows_an_operator if decide(with_user(outbound("order", "get_order", cli))).scope == "own"

test_refusals_say_why if {
	decide(outbound("order", "get_order", shop)).reason == "only operators may act for a user without the user's token"
	startswith(decide(outbound("payment", "refund_payment", shop)).reason, "only administrators")
	decide(outbound("payment", "process_payment", cli)) == {
		"allow": false,
		"reason": "no rule of gateway.authz allows this call",
		"policy_id": "gateway.authz/default",
	}
}

test_refunds_are_for_operators_and_administrators if {
	decide(outbound("payment", "refund_payment", cli)).scope == "any"
	decide(outbound("payment", "refund_payment", admin)).scope == "any"
	denied(with_user(outbound("payment", "refund_payment", gateway)))
	denied(with_user(outbound("payment", "refund_payment", shop)))
}

test_internal_capabilities_are_not_routed if {
	every call in [
		["payment", "process_payment"], ["payment", "void_payment"], ["payment", "watch_payments"],
		["inventory", "reserve_items"], ["inventory", "confirm_reservation"], ["inventory", "release_reservation"],
		["inventory", "return_items"], ["inventory", "adjust_stock"], ["user", "update_tier"], ["gateway", "route"],
		["user", "rotate_signing_keys"],
	] {
		every actor in [cli, admin, shop, gateway] {
			denied(outbound(call[0], call[1], actor))
			denied(with_user(outbound(call[0], call[1], actor)))
		}
	}
}

test_no_other_agent_calls_in_its_name if {
	denied(object.union(outbound("order", "get_order", cli), {"caller_spiffe_id": fixture.id("agent/order")}))
	denied(object.union(outbound("order", "get_order", cli), {"caller_spiffe_id": "spiffe://partner.example/agent/gateway"}))
}

test_outbound_calls_stay_in_the_trust_domain if {
	denied(object.union(outbound("order", "get_order", cli), {"callee_spiffe_id": "spiffe://partner.example/agent/order"}))
}

test_allow_follows_the_decision if {
	authz.allow with input as inbound(cli, "route") with data.trust_domain as fixture.trust_domain
	not authz.allow with input as inbound(admin, "get_user") with data.trust_domain as fixture.trust_domain
}

test_a_capability_that_data_does_not_know_is_denied if {
	decision := authz.decision with input as outbound("order", "get_order", cli)
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
		authz.decision.allow == false with input as inbound(cli, action)
		authz.decision.allow == false with input as outbound("order", action, cli)
	}
}

test_read_audit_denied_to_all_others if {
	every caller in [cli, shop, gateway, fixture.id("agent/order")] {
		denied(inbound(caller, "read_audit"))
		denied(with_user(inbound(caller, "read_audit")))
	}
}

test_describe_agent_denied_to_all_others if {
	every caller in [cli, shop, gateway, fixture.id("agent/order")] {
		denied(inbound(caller, "describe_agent"))
		denied(with_user(inbound(caller, "describe_agent")))
	}
}

test_watch_decisions_denied_to_all_others if {
	every caller in [cli, shop, gateway, fixture.id("agent/order")] {
		denied(inbound(caller, "watch_decisions"))
		denied(with_user(inbound(caller, "watch_decisions")))
	}
}

test_countersign_audit_denied_to_all_others if {
	every caller in [cli, shop, admin, gateway, fixture.id("agent/order")] {
		denied(inbound(caller, "countersign_audit"))
		denied(with_user(inbound(caller, "countersign_audit")))
	}
}

test_the_gateways_audit_is_witnessed_for_no_caller_outside if {
	denied(with_user(outbound("user", "countersign_audit", gateway)))
	every actor in [cli, shop, admin] {
		denied(outbound("user", "countersign_audit", actor))
	}
}

test_an_agent_with_a_users_token_is_denied_what_the_user_may if {
	every agent in ["agent/user", "agent/order", "agent/payment", "agent/inventory"] {
		every action in all_routed {
			denied(with_user(inbound(fixture.id(agent), action)))
		}
	}
}
