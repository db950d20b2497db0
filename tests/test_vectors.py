"""The worked examples of the decision models' formulas, M1 to M12, to the figures in which they were worked out.

They were worked out apart from this code, and checked there against simulation.
"""

import pytest

import calc.models  # noqa: F401
from calc.answers import answer
from calc.models.decision.premium import OWN, SMALL

PROGRAM = {"who": "machine", "run_time": "0.001", "stream_delay": "0"}
PAGED = {"who": "paged", "act_in": "5"}
LEADS, FAST_LEADS = PROGRAM | {"half_life": "21.372"}, PROGRAM | {"half_life": "5.692"}
EVENLY, DEADLINE = PROGRAM | {"value_shape": "linear"}, PROGRAM | {"value_shape": "deadline"}
MEASURED = PROGRAM | {"value_shape": "measured"}
WHATEVER_THE_WINDOW = {
    "actionable": "24", "act_in": "0", "window": "1440", "run_time": "0.001", "stream_delay": "0",
}  # fmt: skip
EACH_HOUR = WHATEVER_THE_WINDOW | {"delay_costs": "linear", "run_cost": "0.5", "delay_cost": "8"}
CHEAP_RUN = EACH_HOUR | {"run_cost": "0.05066666666666667", "always_on_cost": "554.8"}
SINGLY = {"consumers": "1", "send_batch": "1", "receive_batch": "1", "delete_batch": "1"}
TENS = {"consumers": "1", "send_batch": "10", "receive_batch": "10", "delete_batch": "10"}
MIB = {"event_size": "1048.576"}
ALONE = {"processing_availability": "100", "sink_availability": "100"}
MEDIAN = {"engineer_cost": "189572.65", "incidents": "0", "rota": "none"}
HAIKU = {"small_model": "Claude Haiku 4.5", "large_model": "Claude Opus 4.7"}
STREAM = {"stream_delay": "0.008333333333333333"}
DEAR = STREAM | {"actionable": "1000", "event_value": "40", "half_life_low": "10"}

# model, what is given besides, what comes out by output, in the output's unit; the number stands above
VECTORS = [
    # M1
    ("necessity", {}, {"mean_delay": "59.5", "stream_mean": "50.05", "stream_gain": "9.45", "gain_share": "16"}),
    ("necessity", {"look_every": "1440", "act_in": "60"}, {"mean_delay": "789.5", "stream_mean": "780.05"}),
    ("necessity", {"look_every": "1440", "act_in": "60"}, {"gain_share": "1.2"}),
    ("necessity", PAGED, {"mean_delay": "14.5", "worst_delay": "22"}),
    ("necessity", PAGED | {"interval": "1", "run_time": "0.2"}, {"mean_delay": "5.7"}),
    ("necessity", PAGED | {"stream_delay": "0.01"}, {"stream_mean": "5.01"}),
    # M2: what keeping 99% or 90% takes
    ("necessity", PROGRAM | {"half_life": "516.4"}, {"retained_batch": "99.0", "needed_life": "516"}),
    ("necessity", PROGRAM | {"half_life": "654", "run_time": "2"}, {"retained_batch": "99.0"}),
    ("necessity", EVENLY | {"window": "750"}, {"retained_batch": "99.0", "needed_life": "750"}),
    ("necessity", EVENLY | {"window": "950", "run_time": "2"}, {"retained_batch": "99.0"}),
    ("necessity", DEADLINE | {"window": "17", "run_time": "2"}, {"retained_batch": "100"}),
    ("necessity", PROGRAM | {"half_life": "48.46", "keep": "90"}, {"retained_batch": "90.0", "needed_life": "48.5"}),
    # M2: leads, cards, the recommender, the checks
    ("necessity", LEADS, {"retained_batch": "79"}),
    ("necessity", LEADS | {"interval": "1"}, {"retained_batch": "98"}),
    ("necessity", LEADS | {"interval": "60"}, {"retained_batch": "44"}),
    ("necessity", FAST_LEADS, {"retained_batch": "46"}),
    ("necessity", FAST_LEADS | {"interval": "1"}, {"retained_batch": "94"}),
    ("necessity", FAST_LEADS | {"interval": "60"}, {"retained_batch": "14"}),
    ("necessity", DEADLINE | {"window": "0.03333333333333333"}, {"retained_batch": "0.22", "retained_stream": "100"}),
    ("necessity", DEADLINE | {"window": "240", "run_time": "2"}, {"retained_batch": "100"}),
    ("necessity", MEASURED | {"interval": "300"}, {"retained_batch": "65"}),
    ("necessity", MEASURED | {"interval": "60"}, {"retained_batch": "92"}),
    ("necessity", MEASURED | {"interval": "30"}, {"retained_batch": "100"}),
    ("necessity", PROGRAM | {"half_life": "21.4", "run_time": "2"}, {"retained_batch": "74.24"}),
    ("necessity", EVENLY | {"window": "10", "run_time": "2"}, {"retained_batch": "21.33"}),
    ("necessity", DEADLINE | {"window": "10", "run_time": "2"}, {"retained_batch": "53.33"}),
    # M3
    ("interval", EACH_HOUR, {"best_interval": "21.2", "hourly_cost": "2.83", "stream_below": "2065"}),
    ("interval", EACH_HOUR | {"interval": "15"}, {"interval_cost": "2190"}),
    ("interval", EACH_HOUR | {"interval": "5"}, {"interval_cost": "4623"}),
    ("interval", EACH_HOUR | {"interval": "60"}, {"interval_cost": "3285"}),
    ("interval", EACH_HOUR, {"penalty_2x": "1.25", "penalty_3x": "1.67"}),
    ("interval", CHEAP_RUN | {"delay_cost": "1"}, {"stream_from": "5.70", "best_interval": "19.1"}),
    ("interval", CHEAP_RUN | {"delay_cost": "5"}, {"best_interval": "8.5", "hourly_cost": "0.71"}),
    ("interval", CHEAP_RUN | {"delay_cost": "10"}, {"best_interval": "6.0", "hourly_cost": "1.01"}),
    ("interval", EACH_HOUR | {"run_cost": "1", "delay_cost": "0.02"}, {"best_interval": "600", "hourly_cost": "0.20"}),
    (
        "interval",
        WHATEVER_THE_WINDOW | {"run_cost": "0.5", "event_value": "20"},
        {"best_interval": "17.2", "hourly_cost": "3.61"},
    ),
    (
        "interval",
        WHATEVER_THE_WINDOW | {"run_cost": "5", "event_value": "4", "half_life": "30"},
        {"best_interval": "0", "nothing_cost": "2920"},
    ),
    # M4
    ("necessity", {}, {"mean_age": "9.5", "peak_age": "17", "fresh_share": "88.5", "copy_age": "0.59"}),
    ("necessity", {"interval": "60"}, {"fresh_share": "63.2", "copy_age": "7.93"}),
    ("necessity", {"changes_every": "1"}, {"fresh_share": "6.7", "copy_age": "6.57"}),
    ("necessity", {"update_time": "1", "stream_load": "50"}, {"stream_age": "3.50"}),
    ("necessity", {"update_time": "1", "stream_load": "53.1"}, {"stream_age": "3.484"}),
    ("necessity", {"update_time": "1", "stream_load": "90"}, {"stream_age": "10.2"}),
    ("necessity", {"update_time": "1", "stream_load": "95"}, {"stream_age": "20.1"}),
    ("necessity", {"update_time": "1", "stream_load": "99"}, {"stream_age": "100"}),
    # M5; its table is in test_decisions_premium.py, warehouses, Dataflow and the busy platform are worked cases
    ("premium", OWN | {"utilisation": "26.666666666666668"}, {"tax_compute": "3.75"}),
    ("premium", OWN | {"utilisation": "40", "interval": "5"}, {"tax_compute": "2.5"}),
    ("premium", OWN | {"utilisation": "20"}, {"tax_compute": "5.0"}),
    ("premium", OWN | {"utilisation": "16.666666666666668", "interval": "30"}, {"tax_compute": "6.0"}),
    ("premium", OWN | {"utilisation": "4.166666666666667"}, {"tax_compute_nightly": "24.0"}),
    ("premium", OWN | {"utilisation": "3.125"}, {"tax_compute_nightly": "32.0"}),
    ("premium", SMALL, {"cost": "8936", "cost_micro_batch": "1731", "tax": "5.2", "tax_without_people": "6.9"}),
    ("premium", SMALL | {"stays": "yes", "people": "no"}, {"tax": "1.6", "micro_share": "62"}),
    # M6
    ("kafka", MIB | {"events": "100"}, {"network_cost": "23953"}),
    ("kafka", MIB | {"events": "100", "rack_aware": "yes"}, {"network_cost": "13688"}),
    ("kafka", MIB | {"events": "300", "consumers": "2"}, {"network_cost": "61594"}),
    ("msk", MIB | {"events": "100"}, {"network_cost": "13688"}),
    ("msk", MIB | {"events": "100", "rack_aware": "yes"}, {"network_cost": "3422"}),
    ("msk", MIB | {"events": "300", "consumers": "2"}, {"network_cost": "30797"}),
    # M7
    ("sqs", SINGLY | {"events": "1.141552511415525", "send_batch": "10"}, {"cost": "2.52"}),
    ("sqs", SINGLY | {"events": "1.141552511415525", "send_batch": "10", "free_tier": "yes"}, {"cost": "2.12"}),
    ("sqs", SINGLY | {"events": "1000", "free_tier": "yes"}, {"cost": "3153"}),
    ("sqs", TENS | {"events": "1000", "free_tier": "yes"}, {"cost": "315"}),
    ("sqs", SINGLY | {"events": "100000"}, {"cost": "211216"}),
    ("sqs", TENS | {"events": "100000"}, {"cost": "31536"}),
    ("sqs", SINGLY | {"events": "155.3"}, {"cost": "490"}),
    ("sqs", TENS | {"events": "1553.5"}, {"cost": "490"}),
    # M8
    ("availability", ALONE | {"transport_availability": "99.5"}, {"downtime": "219"}),
    ("availability", ALONE | {"transport_availability": "99.9"}, {"downtime": "43.8"}),
    ("availability", ALONE | {"transport_availability": "99.95"}, {"downtime": "21.9"}),
    ("availability", ALONE | {"transport_availability": "99.99"}, {"downtime": "4.4"}),
    ("availability", {}, {"downtime": "131"}),
    ("availability", {"transport_availability": "99.99"}, {"downtime": "91.9"}),
    ("availability", ALONE | {"transport_availability": "99.5", "transport_bill": "10000"}, {"credit": "1000"}),
    ("availability", {"run_time": "4"}, {"freshness_slack": "41"}),
    # M9
    ("people", MEDIAN | {"engineers": "0.25"}, {"people_cost": "3949"}),
    ("people", MEDIAN | {"engineers": "0.5"}, {"people_cost": "7899"}),
    ("people", MEDIAN | {"engineers": "1"}, {"people_cost": "15798"}),
    ("people", MEDIAN | {"engineers": "1.5"}, {"people_cost": "23697"}),
    ("people", MEDIAN | {"engineers": "2"}, {"people_cost": "31595"}),
    ("people", MEDIAN | {"engineers": "0", "incidents": "2", "hours_per_month": "728"}, {"incident_load": "0.30"}),
    ("people", {}, {"rota_size": "8", "on_call_share": "25"}),
    # M10
    ("routing", HAIKU | {"escalation": "5"}, {"cascade_saving": "75", "break_even_escalation": "80"}),
    ("routing", HAIKU | {"escalation": "10"}, {"cascade_saving": "70"}),
    ("routing", HAIKU | {"escalation": "20"}, {"cascade_saving": "60", "cascade_per_million": "2600"}),
    ("routing", HAIKU | {"escalation": "30"}, {"cascade_saving": "50"}),
    ("routing", HAIKU | {"escalation": "50"}, {"cascade_saving": "30"}),
    ("routing", {}, {"cascade_saving": "77.5"}),
    # M11
    ("portfolio", {"kept": "10", "tax": "3", "both_cost": "0"}, {"saving_share": "60"}),
    ("portfolio", {"kept": "10", "tax": "4", "both_cost": "0"}, {"saving_share": "67.5"}),
    ("portfolio", {"kept": "10", "tax": "5", "both_cost": "0"}, {"saving_share": "72"}),
    ("portfolio", {"both_cost": "0"}, {"saving_share": "56"}),
    ("portfolio", {}, {"saving_share": "51"}),
    # M12
    ("worth", DEAR, {"gain_high": "5.57e5", "gain": "1.25e5", "gain_low": "1.65e4"}),
    ("worth", STREAM | {"event_value": "0.5"}, {"gain": "312", "gain_low": "41"}),
    ("worth", SMALL | STREAM, {"required_value": "11.53"}),
]


@pytest.mark.parametrize(("model", "given", "expected"), VECTORS)
def test_a_worked_example_comes_out_as_it_was_worked_out(model, given, expected):
    reply = answer(model, given)
    assert reply["errors"] == {}
    for path, printed in expected.items():
        figures = len(printed.partition("e")[0].replace(".", "").lstrip("0")) or 1
        assert f"{reply['outputs'][path]['value']:.{figures}g}" == f"{float(printed):.{figures}g}", path
