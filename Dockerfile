# docker build -t chat . && docker run -p 8080:8080 -v chat:/data chat

# Builds on the machine's own kind of processor for any other: the compiler is not emulated.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /src

# Packages come before the sources: a change of code does not fetch them again.
COPY Directory.Build.props Directory.Packages.props ./
COPY Chat.Web/Chat.Web.csproj Chat.Web/
COPY SQLitePCLRaw.core/SQLitePCLRaw.core.csproj SQLitePCLRaw.core/
# A newer SDK than the one the developers use may warn of more; that is theirs to hear, and no reason to have no image.
RUN dotnet restore Chat.Web --arch $TARGETARCH -p:TreatWarningsAsErrors=false

COPY . .
# Code compiled ahead (PublishReadyToRun in the project) spares a third of the start-up's work.
RUN dotnet publish Chat.Web --no-restore --arch $TARGETARCH --configuration Release --output /app \
    -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# SQLite is the operating system's, and gets its security fixes from there.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=$APP_UID --group=$APP_UID --mode=700 /data
WORKDIR /app
COPY --from=build /app .

ENV Chat__Data=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["dotnet", "Chat.Web.dll", "health"]
# No shell in between: SIGTERM reaches the program, which finishes what it has begun and goes within five seconds.
ENTRYPOINT ["dotnet", "Chat.Web.dll"]
