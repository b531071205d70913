import pytest
torch = pytest.importorskip("torch", reason="torch is not installed (training/requirements.txt): the nets themselves are not tested")

from gantry_training.schedule import Average, Budget, resume, save


def test_budget_ends_by_samples_or_by_minutes():
    assert Budget(100, used_samples=50).progress == 0.5
    assert Budget(100, minutes=1, used_samples=10, used_seconds=45).progress == 0.75
    assert Budget(100, used_samples=300).progress == 1


def test_rate_rises_and_falls():
    rates = [Budget(1_000_000, used_samples=used).rate(1.0) for used in (0, 1_500, 3_000, 500_000, 999_999)]
    assert rates[0] < rates[1] < rates[2] and rates[2] > rates[3] > rates[4]
    assert rates[4] == pytest.approx(0.02, abs=0.001)


def test_average_follows_slowly():
    net = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.zeros_(net.weight)
    average = Average(net, keep=0.9)
    torch.nn.init.ones_(net.weight)
    values = []
    for _ in range(200):
        average.follow(net)
        values.append(float(average.net.weight.detach()))
    assert 0 < values[0] <= values[1] < values[-1]
    assert values[-1] == pytest.approx(1, abs=1e-3)


def test_training_goes_on_from_its_checkpoint(tmp_path):
    def fresh():
        net = torch.nn.Linear(2, 2)
        return net, Average(net), torch.optim.AdamW(net.parameters()), Budget(10)

    net, average, optimiser, budget = fresh()
    budget.used_samples, budget.used_seconds = 7, 3.0
    save(tmp_path / "x.pt", net, average, optimiser, budget)
    other, other_average, other_optimiser, other_budget = fresh()
    resume(tmp_path / "x.pt", other, other_average, other_optimiser, other_budget)
    assert torch.equal(net.weight, other.weight)
    assert (other_budget.used_samples, other_budget.used_seconds) == (7, 3.0)
