// The work is done by `dotnet ef`, which loads this assembly for its design-time services.
Console.Error.WriteLine("Run `dotnet ef migrations add NAME --project Chat.Web --startup-project tools/Migrations`; see CONTRIBUTING.md.");
return 1;
