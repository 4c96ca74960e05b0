package payment.authz_test

import data.fixture
import data.payment.authz

cli := fixture.id("client/cli")

shop := fixture.id("client/shop")

base := {
	"direction": "inbound",
	"caller_spiffe_id": fixture.id("agent/gateway"),
	"callee_spiffe_id": fixture.id("agent/payment"),
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
			["agent/gateway", {
				"agent.card", "agent.health", "refund_payment", "get_payment", "list_payments",
				"handle_provider_event",
			}],
			["agent/order", {
				"process_payment", "void_payment", "refund_payment", "get_payment", "watch_payments",
				"list_payment_methods",
			}],
			["agent/user", {"erase_user_data", "export_user_data"}],
			["agent/admin", {
				"agent.card", "agent.health", "get_payment", "list_books", "list_payments",
				"describe_agent", "watch_decisions", "list_ledger", "read_audit", "refund_payment",
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

test_only_the_keys_of_tokens_are_asked_for if {
	allowed := {[callee, action] |
		some callee in fixture.agents
		some action in fixture.actions
		decide({
			"direction": "outbound",
			"caller_spiffe_id": fixture.id("agent/payment"),
			"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
			"action": action,
		}).allow
	}
	allowed == {["user", "get_signing_keys"]}
}

test_process_payment_is_for_the_order_agent if {
	decide(from("agent/order", "process_payment")).policy_id == "payment.authz/inbound/order"
}

test_process_payment_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "process_payment"})
		}
	}
}

test_void_payment_is_for_the_order_agent if {
	decide(from("agent/order", "void_payment")).policy_id == "payment.authz/inbound/order"
}

test_void_payment_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "void_payment"})
		}
	}
}

test_watch_payments_is_for_the_order_agent if {
	decide(from("agent/order", "watch_payments")).policy_id == "payment.authz/inbound/order"
}

test_watch_payments_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "watch_payments"})
		}
	}
}

test_list_payment_methods_is_for_the_order_agent if {
	decide(from("agent/order", "list_payment_methods")).policy_id == "payment.authz/inbound/order"
}

test_list_payment_methods_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "list_payment_methods"})
		}
	}
}

test_get_payment_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "get_payment"}).scope == "any"
	decide({"action": "get_payment", "user": user}).scope == "own"
	decide({"action": "get_payment", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_get_payment_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "get_payment", "actor": actor})
	}
}

test_list_payments_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "list_payments"}).scope == "any"
	decide({"action": "list_payments", "user": user}).scope == "own"
	decide({"action": "list_payments", "actor": fixture.id("agent/gateway"), "user": user}).scope == "own"
}

test_list_payments_denied_to_clients_without_a_user if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli"] {
		denied({"action": "list_payments", "actor": actor})
	}
}

test_get_payment_is_for_the_order_agent_and_administrators if {
	decide(from("agent/order", "get_payment")).policy_id == "payment.authz/inbound/order"
	decide(from("agent/admin", "get_payment")).policy_id == "payment.authz/inbound/admin"
	decide(from("agent/admin", "list_payments")).policy_id == "payment.authz/inbound/admin"
}

test_refund_payment_is_for_operators_and_administrators if {
	decide({"action": "refund_payment"}).scope == "any"
	decide({"action": "refund_payment", "actor": fixture.id("agent/admin")}).scope == "any"
	decide(from("agent/admin", "refund_payment")).allow
	decide(from("agent/order", "refund_payment")).allow
}

test_refund_payment_denied_to_users_and_other_clients if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli", fixture.id("agent/inventory")] {
		denied({"action": "refund_payment", "actor": actor})
		denied({"action": "refund_payment", "actor": actor, "user": user})
	}
	denied(from("agent/inventory", "refund_payment"))
	denied(object.union(partner, {"action": "refund_payment"}))
}

test_handle_provider_event_is_for_anyone_through_the_gateway if {
	every actor in [shop, cli, fixture.id("agent/gateway")] {
		decide({"action": "handle_provider_event", "actor": actor}).scope == "any"
	}
}

test_handle_provider_event_denied_to_those_who_come_another_way if {
	every caller in fixture.callers - {fixture.id("agent/gateway")} {
		denied({"caller_spiffe_id": caller, "actor": caller, "action": "handle_provider_event"})
	}
}

test_list_books_is_for_administrators if {
	decide(from("agent/admin", "list_books")).policy_id == "payment.authz/inbound/admin"
}

test_list_books_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "list_books"})
		}
	}
}

test_get_payment_is_for_a_federated_caller_with_a_user if {
	decide(object.union(partner, {"action": "get_payment", "user": user})).scope == "own"
	denied(object.union(partner, {"action": "get_payment"}))
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
	authz.allow with input as fixture.sent(object.union(base, {"action": "get_payment"}))
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
		decide(from("agent/user", action)).policy_id == "payment.authz/inbound/user"
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

test_read_audit_is_for_administrators if decide(from("agent/admin", "read_audit")).policy_id == "payment.authz/inbound/admin"

test_read_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "read_audit"})
		}
	}
}

test_describe_agent_is_for_administrators if decide(from("agent/admin", "describe_agent")).policy_id == "payment.authz/inbound/admin"

test_describe_agent_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "describe_agent"})
		}
	}
}

test_watch_decisions_is_for_administrators if decide(from("agent/admin", "watch_decisions")).policy_id == "payment.authz/inbound/admin"

test_watch_decisions_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "watch_decisions"})
		}
	}
}

test_list_ledger_is_for_administrators if decide(from("agent/admin", "list_ledger")).policy_id == "payment.authz/inbound/admin"

test_list_ledger_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "list_ledger"})
		}
	}
}

test_countersign_audit_is_for_the_order_agent if {
	decide(from("agent/order", "countersign_audit")).policy_id == "payment.authz/inbound/order"
}

test_countersign_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "countersign_audit"})
		}
	}
}
