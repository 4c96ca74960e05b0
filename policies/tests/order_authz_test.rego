package order.authz_test

import data.fixture
import data.order.authz

cli := fixture.id("client/cli")

shop := fixture.id("client/shop")

base := {
	"direction": "inbound",
	"caller_spiffe_id": fixture.id("agent/gateway"),
	"callee_spiffe_id": fixture.id("agent/order"),
	"actor": cli,
	"request": {},
}

decide(overrides) := decision if {
	decision := authz.decision with input as fixture.sent(object.union(base, overrides))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

denied(overrides) if decide(overrides).allow == false

from(caller, action) := {"caller_spiffe_id": fixture.id(caller), "actor": fixture.id(caller), "action": action}

user := {"user_id": fixture.user_id}

partner := {"caller_spiffe_id": "spiffe://partner.example/agent/warehouse", "actor": "spiffe://partner.example/agent/warehouse"}

test_only_the_table_is_allowed if {
	allowed := {[caller, action] |
		some caller in fixture.callers
		some action in fixture.actions
		decide({"caller_spiffe_id": caller, "actor": cli, "action": action}).allow
	}
	allowed == {[fixture.id(caller), action] |
		some [caller, actions] in [
			["agent/gateway", {"agent.card", "agent.health", "create_order", "get_order", "list_orders", "cancel_order", "watch_order"}],
			["agent/user", {"erase_user_data", "export_user_data"}],
			["agent/admin", {
				"agent.card", "agent.health", "get_checkout", "get_order", "list_books", "list_checkouts",
				"describe_agent", "watch_decisions", "read_audit", "retry_checkout",
			}],
		]
		some action in actions
	} | fixture.tasked
}

test_strangers_are_denied if {
	every caller in fixture.strangers {
		every action in fixture.actions {
			denied({"caller_spiffe_id": caller, "action": action})
		}
	}
}

test_a_call_to_another_agent_is_not_ours_to_allow if {
	every action in fixture.actions {
		denied({"callee_spiffe_id": fixture.id("agent/other"), "action": action})
	}
}

test_without_data_all_is_denied if {
	every action in fixture.actions {
		authz.decision.allow == false with input as fixture.sent(object.union(base, {"action": action}))
	}
}

test_only_the_checkouts_calls_go_out if {
	allowed := {[callee, action] |
		some callee in fixture.agents
		some action in fixture.actions
		decide({
			"direction": "outbound",
			"caller_spiffe_id": fixture.id("agent/order"),
			"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
			"actor": fixture.id("agent/order"),
			"action": action,
		}).allow
	}
	allowed == {[callee, action] |
		some [callee, actions] in [
			["user", {"get_signing_keys", "get_user"}],
			["payment", {
				"countersign_audit", "process_payment", "void_payment", "refund_payment", "get_payment", "watch_payments",
				"list_payment_methods",
			}],
			["inventory", {"check_availability", "reserve_items", "confirm_reservation", "release_reservation", "return_items"}],
		]
		some action in actions
	}
}

test_other_agents_do_not_call_out_in_its_name if {
	denied({
		"direction": "outbound",
		"caller_spiffe_id": fixture.id("agent/inventory"),
		"callee_spiffe_id": fixture.id("agent/payment"),
		"action": "process_payment",
	})
}

test_calls_out_stay_in_the_trust_domain if {
	denied({
		"direction": "outbound",
		"caller_spiffe_id": fixture.id("agent/order"),
		"callee_spiffe_id": "spiffe://partner.example/agent/payment",
		"action": "process_payment",
	})
}

test_create_order_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "create_order"}).scope == "any"
	decide({"action": "create_order", "user": user}).scope == "own"
	decide({"action": "create_order", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_create_order_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "create_order", "actor": actor})
	}
}

test_get_order_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "get_order"}).scope == "any"
	decide({"action": "get_order", "user": user}).scope == "own"
	decide({"action": "get_order", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_get_order_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "get_order", "actor": actor})
	}
}

test_list_orders_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "list_orders"}).scope == "any"
	decide({"action": "list_orders", "user": user}).scope == "own"
	decide({"action": "list_orders", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_list_orders_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "list_orders", "actor": actor})
	}
}

test_cancel_order_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "cancel_order"}).scope == "any"
	decide({"action": "cancel_order", "user": user}).scope == "own"
	decide({"action": "cancel_order", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_cancel_order_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "cancel_order", "actor": actor})
	}
}

test_watch_order_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "watch_order"}).scope == "any"
	decide({"action": "watch_order", "user": user}).scope == "own"
	decide({"action": "watch_order", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_watch_order_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "watch_order", "actor": actor})
	}
}

test_get_order_is_for_administrators if decide(from("agent/admin", "get_order")).policy_id == "order.authz/inbound/admin"

test_checkouts_and_books_are_for_administrators if {
	every action in ["get_checkout", "list_books", "list_checkouts", "retry_checkout"] {
		decide(from("agent/admin", action)).policy_id == "order.authz/inbound/admin"
	}
}

test_get_checkout_denied_to_all_others if denied_to_all_others("get_checkout")

test_list_checkouts_denied_to_all_others if denied_to_all_others("list_checkouts")

test_retry_checkout_denied_to_all_others if denied_to_all_others("retry_checkout")

test_list_books_denied_to_all_others if denied_to_all_others("list_books")

denied_to_all_others(action) if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": action})
		}
	}
}

test_get_order_is_for_a_federated_caller_with_a_user if {
	decide(object.union(partner, {"action": "get_order", "user": user})).scope == "own"
	denied(object.union(partner, {"action": "get_order"}))
	denied(object.union(partner, {"action": "cancel_order", "user": user}))
}

test_cards_and_health_are_for_gateway_and_administrators if {
	every action in ["agent.card", "agent.health"] {
		decide({"action": action, "actor": fixture.id("agent/gateway")}).allow
		decide(from("agent/admin", action)).allow
		denied(from("agent/user", action))
		denied(from("client/cli", action))
	}
}

test_allow_follows_the_decision if {
	authz.allow with input as fixture.sent(object.union(base, {"action": "get_order"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
	not authz.allow with input as fixture.sent(object.union(base, {"action": "process_payment"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

test_a_users_data_is_for_the_user_agent if {
	every action in ["erase_user_data", "export_user_data"] {
		decide(from("agent/user", action)).policy_id == "order.authz/inbound/user"
	}
}

test_erase_user_data_denied_to_all_others if denied_but_to_the_user_agent("erase_user_data")

test_export_user_data_denied_to_all_others if denied_but_to_the_user_agent("export_user_data")

denied_but_to_the_user_agent(action) if {
	every actor in [cli, shop, fixture.id("agent/admin")] {
		denied({"action": action, "actor": actor})
		denied({"action": action, "actor": actor, "user": {"user_id": fixture.user_id}})
	}
	every caller in ["agent/gateway", "agent/inventory", "agent/admin", "client/cli"] {
		denied(from(caller, action))
	}
}

test_read_audit_is_for_administrators if decide(from("agent/admin", "read_audit")).policy_id == "order.authz/inbound/admin"

test_read_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "read_audit"})
		}
	}
}

test_describe_agent_is_for_administrators if decide(from("agent/admin", "describe_agent")).policy_id == "order.authz/inbound/admin"

test_describe_agent_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "describe_agent"})
		}
	}
}

test_watch_decisions_is_for_administrators if decide(from("agent/admin", "watch_decisions")).policy_id == "order.authz/inbound/admin"

test_watch_decisions_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "watch_decisions"})
		}
	}
}

test_countersign_audit_is_for_the_user_agent if {
	decide(from("agent/user", "countersign_audit")).policy_id == "order.authz/inbound/user"
}

test_countersign_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/user")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "countersign_audit"})
		}
	}
}
