using Chat;
using Chat.Accounts;
using Chat.Data;
using Chat.Delivery;
using Chat.Messages;
using Chat.Rooms;
using Chat.Shared;

var builder = WebApplication.CreateBuilder(Hosting.Options(args));
builder.AddHosting();
builder.AddPages();
builder.AddData();
builder.AddAccounts();
builder.AddDelivery();
builder.AddRooms();
builder.AddMessages();

var app = builder.Build();
app.UseHosting();
app.UseSafeHeaders();
app.UseErrorPages();
app.UseRouting();
app.UseAuthentication();
app.UseRequestLocalization(Cultures.Options(Claims.Language));
app.UseAuthorization();
app.UseMiddleware<FormGuard>();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapDelivery();
app.MapMessages();
app.MapPages();

return await app.RunProgramAsync();

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
