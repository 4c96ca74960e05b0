package inventory.authz_test

import data.fixture
import data.inventory.authz

cli := fixture.id("client/cli")

shop := fixture.id("client/shop")

base := {
	"direction": "inbound",
	"caller_spiffe_id": fixture.id("agent/gateway"),
	"callee_spiffe_id": fixture.id("agent/inventory"),
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

partner := {"caller_spiffe_id": "spiffe://partner.example/agent/warehouse", "actor": "spiffe://partner.example/agent/warehouse"}

test_only_the_table_is_allowed if {
	allowed := {[caller, action] |
		some caller in fixture.callers
		some action in fixture.actions
		decide({"caller_spiffe_id": caller, "actor": cli, "action": action}).allow
	}
	allowed == {[fixture.id(caller), action] |
		some [caller, actions] in [
			["agent/gateway", {"agent.card", "agent.health", "list_products", "get_product", "check_availability"}],
			["agent/order", {"check_availability", "reserve_items", "confirm_reservation", "release_reservation", "return_items"}],
			["agent/admin", {
				"agent.card", "agent.health", "adjust_stock", "describe_agent", "list_books", "list_movements",
				"list_products", "read_audit", "watch_decisions",
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
			"caller_spiffe_id": fixture.id("agent/inventory"),
			"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
			"action": action,
		}).allow
	}
	allowed == {["user", "get_signing_keys"]}
}

test_list_products_is_open_to_anyone if {
	every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
		decide({"action": "list_products", "actor": actor}).scope == "any"
	}
}

test_list_products_denied_past_the_gateway if {
	every caller in ["client/cli", "client/shop", "agent/user", "agent/payment"] {
		denied(from(caller, "list_products"))
	}
}

test_get_product_is_open_to_anyone if {
	every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
		decide({"action": "get_product", "actor": actor}).scope == "any"
	}
}

test_get_product_denied_past_the_gateway if {
	every caller in ["client/cli", "client/shop", "agent/user", "agent/payment", "agent/order"] {
		denied(from(caller, "get_product"))
	}
}

test_check_availability_is_open_to_anyone if {
	every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
		decide({"action": "check_availability", "actor": actor}).scope == "any"
	}
}

test_check_availability_denied_past_the_gateway if {
	every caller in ["client/cli", "client/shop", "agent/user", "agent/payment"] {
		denied(from(caller, "check_availability"))
	}
}

test_the_order_agent_and_administrators_read_the_catalogue if {
	decide(from("agent/order", "check_availability")).policy_id == "inventory.authz/inbound/order"
	decide(from("agent/admin", "list_products")).policy_id == "inventory.authz/inbound/admin"
}

test_reserve_items_is_for_the_order_agent if {
	decide(from("agent/order", "reserve_items")).policy_id == "inventory.authz/inbound/order"
}

test_reserve_items_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "reserve_items"})
		}
	}
}

test_confirm_reservation_is_for_the_order_agent if {
	decide(from("agent/order", "confirm_reservation")).policy_id == "inventory.authz/inbound/order"
}

test_confirm_reservation_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "confirm_reservation"})
		}
	}
}

test_release_reservation_is_for_the_order_agent if {
	decide(from("agent/order", "release_reservation")).policy_id == "inventory.authz/inbound/order"
}

test_release_reservation_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "release_reservation"})
		}
	}
}

test_return_items_is_for_the_order_agent if {
	decide(from("agent/order", "return_items")).policy_id == "inventory.authz/inbound/order"
}

test_return_items_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/order")} {
		every actor in [caller, cli, fixture.id("agent/order"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "return_items"})
		}
	}
}

test_adjust_stock_is_for_administrators if {
	decide(from("agent/admin", "adjust_stock")).policy_id == "inventory.authz/inbound/admin"
}

test_adjust_stock_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin"), fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "adjust_stock"})
		}
	}
}

test_list_books_is_for_administrators if {
	decide(from("agent/admin", "list_books")).policy_id == "inventory.authz/inbound/admin"
}

test_list_books_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "list_books"})
		}
	}
}

test_a_federated_caller_has_what_is_granted_by_exact_id_and_action if {
	decide(object.union(partner, {"action": "reserve_items"})) == {
		"allow": true,
		"reason": "data.federation grants this action to this ID",
		"policy_id": "inventory.authz/inbound/federation",
		"scope": "any",
	}
	decide(object.union(partner, {"action": "check_availability"})).allow
	denied(object.union(partner, {"action": "release_reservation"}))
	denied({"caller_spiffe_id": "spiffe://partner.example/agent/warehouse/x", "action": "reserve_items"})
	denied({"caller_spiffe_id": "spiffe://partner.example/agent", "action": "reserve_items"})
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
	authz.allow with input as fixture.sent(object.union(base, {"action": "get_product"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
	not authz.allow with input as fixture.sent(object.union(base, {"action": "reserve_items"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

test_read_audit_is_for_administrators if decide(from("agent/admin", "read_audit")).policy_id == "inventory.authz/inbound/admin"

test_read_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "read_audit"})
		}
	}
}

test_describe_agent_is_for_administrators if decide(from("agent/admin", "describe_agent")).policy_id == "inventory.authz/inbound/admin"

test_describe_agent_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "describe_agent"})
		}
	}
}

test_watch_decisions_is_for_administrators if decide(from("agent/admin", "watch_decisions")).policy_id == "inventory.authz/inbound/admin"

test_watch_decisions_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "watch_decisions"})
		}
	}
}

test_list_movements_is_for_administrators if decide(from("agent/admin", "list_movements")).policy_id == "inventory.authz/inbound/admin"

test_list_movements_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "list_movements"})
		}
	}
}

test_countersign_audit_is_for_the_payment_agent if {
	decide(from("agent/payment", "countersign_audit")).policy_id == "inventory.authz/inbound/payment"
}

test_countersign_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/payment")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "countersign_audit"})
		}
	}
}
