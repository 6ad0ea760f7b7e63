using EdgeMonitor.TestSupport;

[assembly: AssemblyFixture(typeof(WireWitness))]
